"""Jinja without what these templates have no use for: each expression and each call is done thousands of times a site.

The shortcuts are only that: where Jinja no longer asks for one, pages are the same and take longer.
"""

from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context


class Generator(CodeGenerator):
    """Writes expressions that are not escaped once more: what `finalize` gives is inert already, and `Markup`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if finalize.src is None or frame.eval_ctx.volatile:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if finalize.src is None or frame.eval_ctx.volatile:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")")


class Plain(Context):
    """Calls what it is told to: nothing that the templates call asks for the context."""

    def call(self, called: Any, /, *args: Any, **values: Any) -> Any:
        values.pop("_loop_vars", None)
        values.pop("_block_vars", None)
        return called(*args, **values)


class Shared(Template):
    """Has one module of macros for all that import it: the templates' globals are the same everywhere."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:  # noqa: ARG002  # Jinja gives it
        return super()._get_default_module()


class Templates(Environment):
    """Takes attributes as Python does: templates are handed objects, and no mapping is asked for its keys so."""

    code_generator_class = Generator
    context_class = Plain
    template_class = Shared
    getattr = staticmethod(getattr)  # type: ignore[assignment]  # Jinja calls it on itself
