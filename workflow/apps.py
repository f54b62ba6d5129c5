from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class WorkflowConfig(AppConfig):
    """The gate. Every step of every workflow gets its sentence in the trail."""

    name = "workflow"

    def ready(self) -> None:
        from audit import kinds
        from workflow import past
        from workflow.steps import sentences, stateful_models

        for model in stateful_models():
            kinds.declare(sentences(model))
        pre_migrate.connect(past.leave_alone, sender=self)
        post_migrate.connect(past.ask_again, sender=self)
