"""Settings of the web server in a deployment; `gunicorn --config` reads this file."""

from gunicorn.http import wsgi

bind = "0.0.0.0:8000"  # inside the container; only the proxy of the host reaches it
worker_class = "gthread"
workers = 2
threads = 4
worker_tmp_dir = "/dev/shm"  # noqa: S108 - heartbeats must not wait for a disk
timeout = 60
graceful_timeout = 30
keepalive = 5
max_requests = 10_000
max_requests_jitter = 1_000
limit_request_line = 4094
control_socket_disable = True
# No access log: addresses of requests are the proxy's to keep or to drop.
accesslog = None
errorlog = "-"
loglevel = "warning"


class Unsigned(wsgi.Response):
    """An answer that does not tell which program serves it."""

    def default_headers(self):
        return [line for line in super().default_headers() if not line.startswith("Server:")]


wsgi.Response = Unsigned
