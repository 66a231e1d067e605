"""One settings file; every value comes from the environment, and LSCB_MODE decides how strict it is.

production (unless set)  fails loudly when a value is missing
demonstration            set by bin/run: loopback only, a fictional board, SQLite and a filesystem broker under LSCB_VAR
test                     set by the test suite
"""

import sys
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

MODE = env.str("LSCB_MODE", default="production")
if MODE not in {"production", "demonstration", "test"}:
    raise ImproperlyConfigured("LSCB_MODE must be production, demonstration or test.")
PRODUCTION = MODE == "production"
DEMONSTRATION = MODE == "demonstration"
VAR = Path(env.str("LSCB_VAR", default=str(BASE_DIR / "var")))


def required(name: str, outside_production: str, hint: str) -> str:
    """A value that production must be given; the other modes have a harmless default."""
    value = env.str(name, default="")
    if value:
        return value
    if PRODUCTION:
        raise ImproperlyConfigured(f"Set {name}: {hint} (docs/OPERATIONS.md, Environment).")
    return outside_production


DEBUG = False
SECRET_KEY = required("SECRET_KEY", "not-secret-" + "x" * 60, "50 or more random characters")
ALLOWED_HOSTS = required(
    "ALLOWED_HOSTS", "127.0.0.1,localhost,testserver", "host names, comma separated"
).split(",")
PUBLIC_URL = required(
    "PUBLIC_URL", "http://127.0.0.1:8000", "the address people type, for links in e-mail"
).rstrip("/")
IDENTITY_KEYS = required(
    "IDENTITY_KEYS", "demonstration-only-key", "one or more long random keys, newest first, comma separated"
).split(",")
SCANNER_COMMAND = required("SCANNER_COMMAND", "", "the command that scans a file for viruses; {} is its path")
FILES_DIR = Path(required("FILES_DIR", str(VAR / "files"), "the folder that holds uploaded files"))
EMAIL_URL = required("EMAIL_URL", "", "smtp://… of the mail server")
REDIS_URL = required("REDIS_URL", "", "redis://… of the message broker and the cache")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "simple_history",
    "lscb.core",
    "lscb.people",
    "lscb.trail",
    "lscb.records",
    "lscb.identity",
    "lscb.files",
    "lscb.notices",
    "lscb.clocks",
    "lscb.board",
    "lscb.learning",
    "lscb.meetings",
    "lscb.publishing",
    "reviews",
    "lscb.home",
]

MIDDLEWARE = [
    "lscb.home.startup.RightDatabase",
    "django.middleware.security.SecurityMiddleware",
    "lscb.core.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lscb.people.middleware.SessionLimits",
    "lscb.people.middleware.KeepPost",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "lscb.board.middleware.SecondFactor",
    "lscb.board.middleware.CurrentSeat",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "lscb.trail.middleware.RequestContext",
    "lscb.board.middleware.Idempotency",
    "lscb.core.middleware.Refusals",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "lscb.urls"
WSGI_APPLICATION = "lscb.wsgi.application"
AUTH_USER_MODEL = "people.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lscb.home.context.frame",
            ],
            "builtins": ["lscb.core.templatetags.lscb"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["lscb_pack"]
CRISPY_TEMPLATE_PACK = "lscb_pack"
CRISPY_FAIL_SILENTLY = False

# --- database -------------------------------------------------------------------------------------
VAR.mkdir(parents=True, exist_ok=True) if not PRODUCTION else None
DATABASE_URL = required("DATABASE_URL", f"sqlite:///{VAR / 'lscb.sqlite3'}", "postgres://… of the database")
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = 600
else:
    # A silent database must not stop the whole site: every wait has an end.
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 3,
        "tcp_user_timeout": 5000,
        "options": "-c statement_timeout=20000 -c lock_timeout=8000 -c jit=off",
    }

if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
elif MODE == "test":
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(VAR / "cache"),
        }
    }

# --- jobs -----------------------------------------------------------------------------------------
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        "visibility_timeout": 600,
        "unacked_restore_interval": 2,
    }
else:
    CELERY_BROKER_URL = "filesystem://"
    _queue = VAR / "queue"
    for _name in ("messages", "control"):
        (_queue / _name).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue / "messages"),
        "data_folder_out": str(_queue / "messages"),
        "control_folder": str(_queue / "control"),
        "store_processed": False,
        "polling_interval": 0.5,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE = {
    "deliver notices": {"task": "lscb.clocks.tasks.deliver", "schedule": 10.0, "options": {"expires": 9}},
    "render documents": {"task": "lscb.publishing.tasks.render", "schedule": 10.0, "options": {"expires": 9}},
    "scan files": {"task": "lscb.files.tasks.scan", "schedule": 10.0, "options": {"expires": 9}},
    "tell of harmful files": {
        "task": "lscb.board.tasks.tell_of_harm",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "send reminders": {"task": "lscb.clocks.tasks.remind", "schedule": 3600.0, "options": {"expires": 3000}},
    "keep access current": {
        "task": "reviews.tasks.keep_access",
        "schedule": 3600.0,
        "options": {"expires": 3000},
    },
    "keep reminders current": {
        "task": "lscb.learning.tasks.keep_people",
        "schedule": 3600.0,
        "options": {"expires": 3000},
    },
    "make packs": {"task": "lscb.meetings.tasks.make_packs", "schedule": 10.0, "options": {"expires": 9}},
    "send papers": {
        "task": "lscb.meetings.tasks.send_papers",
        "schedule": 3600.0,
        "options": {"expires": 3000},
    },
    "close the day": {"task": "lscb.home.tasks.hourly", "schedule": 3600.0, "options": {"expires": 3000}},
}
#: Sections that other apps add to the page of a group (lscb.board.group_parts).
GROUP_PARTS = ("lscb.meetings.group_part.issues_of",)
if DEMONSTRATION:  # what a first visit does not need, until all of it is there
    CELERY_BEAT_SCHEDULE["load demonstration"] = {
        "task": "lscb.home.tasks.load_demonstration", "schedule": 15.0, "options": {"expires": 14},
    }  # fmt: skip

# --- people and sessions --------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/sign-in/?out"
ACCOUNT_ADAPTER = "lscb.board.signin.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/m/key",
    "reauthenticate": "10/300s/user",
    "change_password": "10/300s/user",
    "request_login_code": "20/m/ip,3/m/key",
}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": "lscb.board.signin.forms.LoginForm",
    "request_login_code": "lscb.board.signin.forms.RequestLoginCodeForm",
    "reset_password": "lscb.board.signin.forms.ResetPasswordForm",
    "reset_password_from_key": "lscb.board.signin.forms.ResetPasswordKeyForm",
    "change_password": "lscb.board.signin.forms.ChangePasswordForm",
}
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Safeguarding board"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_ADAPTER = "lscb.board.signin.adapter.MFAAdapter"
USERSESSIONS_TRACK_ACTIVITY = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

SESSION_IDLE_SECONDS = 30 * 60
SESSION_ABSOLUTE_SECONDS = 12 * 60 * 60
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "lscb.core.views.csrf_failure"
if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 63072000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
    ALLAUTH_TRUSTED_CLIENT_IP_HEADER = "X-Real-IP"  # set by our proxy, docs/OPERATIONS.md
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}

# --- files, mail, language ------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR / "static")))
if PRODUCTION:
    STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": FILES_DIR},
        },
        "staticfiles": {"BACKEND": "lscb.core.storage.HashedStatic"},
    }
else:
    STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": FILES_DIR},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
FILE_UPLOAD_HANDLERS = ["lscb.files.uploading.BoundedUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", default="no-reply@safeguarding.example")
if EMAIL_URL:
    vars().update(env.email_url_config(EMAIL_URL))
    EMAIL_TIMEOUT = 10
elif MODE == "test":
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
else:
    EMAIL_BACKEND = "lscb.notices.mailbox.EmlFileBackend"
MAIL_DIR = VAR / "mail"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
SILENCED_SYSTEM_CHECKS: list[str] = []
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"quiet": {"()": "lscb.core.logs.NoSecrets"}},
    "formatters": {"line": {"()": "lscb.core.logs.OneLine"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "stream": sys.stderr,
            "formatter": "line",
            "filters": ["quiet"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "lscb": {"level": "INFO"},
        "reviews": {"level": "INFO"},
    },
}
