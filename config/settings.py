"""Settings of every mode; `config.environment` says what the machine must provide."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import environment

ROOT = Path(__file__).resolve().parent.parent
MODE = environment.mode()
PRODUCTION = MODE == "production"
environment.refuse_debug()
DEBUG = False

SECRET_KEY = environment.secret("SECRET_KEY")
FIELD_ENCRYPTION_KEY = environment.secret("FIELD_ENCRYPTION_KEY").split(",")
AUDIT_KEY = environment.secret("AUDIT_KEY")
ALLOWED_HOSTS = environment.hosts()

INSTALLED_APPS = [
    "desk",
    "rights",
    "retention",
    "shelters",
    "repatriation",
    "legal_aid",
    "referral",
    "documents",
    "facts",
    "consent",
    "children",
    "contact",
    "breakglass",
    "practice",
    "hotline",
    "groups",
    "identification",
    "papers",
    "workflow",
    "accounts",
    "encryption",
    "outlet",
    "audit",
    "entry",
    "wall",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "simple_history",
    "django_htmx",
    "csp",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
if MODE != "production":
    INSTALLED_APPS.insert(0, "demo")

MIDDLEWARE = [
    "config.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wall.middleware.WallMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.BadInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.in_hand.InHandMiddleware",  # asks before a page of another role refuses, and blames the worker
    "accounts.middleware.ActorMiddleware",
    "accounts.factors.middleware.SecondFactorMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "workflow.middleware.RefusalMiddleware",
    "identification.middleware.OpeningMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "entry.renderer.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "desk.context.page",
            ]
        },
    }
]

# The second connection writes what no rollback may erase: refusals and failed sign-ins.
DATABASES: dict[str, dict[str, Any]] = {"default": environment.database(), "apart": environment.database()}
# Where the keys of cases live: with the cases, in one transaction, or in a database whose backups are short-lived.
KEYS_DATABASE = "keys" if environment.keys_are_apart() else "default"
if KEYS_DATABASE != "default":
    DATABASES[KEYS_DATABASE] = environment.database("KEYS_DATABASE")
DATABASE_ROUTERS = ["encryption.router.KeyRouter"]
for _database in DATABASES.values():
    _database["OPTIONS"]["pool"] = MODE != "test" and {"min_size": 1, "max_size": 8}
# A request is one transaction, which carries for whom the database is asked.
DATABASES["default"]["ATOMIC_REQUESTS"] = True
DATABASES["apart"]["TEST"] = {"MIRROR": "default"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "config.cache.SharedCache", "LOCATION": "shared_cache"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.passwords.BlockedWordsValidator"},
]
# So many distinct cases one person opens in a day; then they prove again who they are; then they are stopped.
CASES_A_DAY_BEFORE_FRESH_FACTOR = environment.number("CASES_A_DAY_BEFORE_FRESH_FACTOR", 40)
CASES_A_DAY = environment.number("CASES_A_DAY", 80)
# A folder with the files of the countries whose rules apply here; without it, the invented ones are offered.
JURISDICTIONS = environment.read("JURISDICTIONS")
# A folder with the files that say how long what is kept here; without it, ours, which nobody confirmed.
RETENTION = environment.read("RETENTION")

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# The more tries fail, the longer one waits: 5 in five minutes, 10 in an hour, 30 in a day for an account, and so for
# each address. Codes count like passwords, passkeys by address alone: nobody locks out who has one.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,100/h/ip,300/d/ip,5/5m/key,10/h/key,30/d/key"}
SECOND_FACTOR_REQUIRED = PRODUCTION  # in the demo it is offered
MFA_ADAPTER = "accounts.factors.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_REAUTHENTICATION_REQUIRED = False  # accounts.fresh asks instead, for a factor rather than the password
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Safe Passage"
MFA_FORMS = {
    "activate_totp": "accounts.factors.forms.AppForm",
    "authenticate": "accounts.factors.forms.CodeForm",
    "reauthenticate": "accounts.factors.forms.CodeAgainForm",
    "add_webauthn": "accounts.factors.forms.NewPasskeyForm",
    "authenticate_webauthn": "accounts.factors.forms.PasskeyForm",
    "login_webauthn": "accounts.factors.forms.PasskeySignInForm",
    "reauthenticate_webauthn": "accounts.factors.forms.PasskeyAgainForm",
}

SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = int(timedelta(minutes=30).total_seconds())
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
# "no-referrer" would make browsers send "Origin: null" with every form, which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    LANGUAGE_COOKIE_NAME = "__Host-language"
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # else everybody behind the proxy shares one limit of sign-ins
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

MESSAGE_STORAGE = "config.messages.SignedCookie"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ru", _("Russian"))]
LOCALE_PATHS = [ROOT / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = PRODUCTION
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = ROOT / "build" / "static" if PRODUCTION else None
STATICFILES_DIRS = [ROOT / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_ALLOW_ALL_ORIGINS = False
if PRODUCTION:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

EMAIL_HOST = environment.read("EMAIL_HOST") or "localhost"
EMAIL_PORT = int(environment.read("EMAIL_PORT") or 25)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.read("DEFAULT_FROM_EMAIL") or "safe-passage@localhost"
if MODE == "demo":
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# Files are no part of that size: they come into memory alone, up to 20 MB, and only where a page takes files.
FILE_UPLOAD_HANDLERS = ["entry.files.handlers.InMemory"]
DATA_UPLOAD_MAX_NUMBER_FILES = 2
# The virus scanner: tcp://host:port or unix:///path of ClamAV's daemon. Without one, nothing that was added is opened,
# unless the site says that it goes without; overseers see that it does.
CLAMAV = environment.scanner()
CLAMAV_TIMEOUT = 30.0
UPLOADS_WITHOUT_SCANNER = environment.flag("UPLOADS_WITHOUT_SCANNER", otherwise=MODE == "demo")
SIMPLE_HISTORY_HISTORY_ID_USE_UUID = True
SILENCED_SYSTEM_CHECKS = ["security.W021"] if not PRODUCTION else []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"redacted": {"()": "config.log_filter.Redacted"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["redacted"]},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # They quote from the files that they read. Without a handler, Python would write what is critical.
        "pypdf": {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False},
        "PIL": {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False},
    },
}
