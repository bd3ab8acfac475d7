"""The calls in a module, and what names stand for there."""

import ast
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Assigned: TypeAlias = Mapping[str, list[ast.expr]]
_LEAVES = (ast.Constant, ast.Name, ast.expr_context, ast.alias, ast.arg, ast.operator, ast.cmpop)
"""Nodes of the tree in which no call can be."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call in a module, what names mean there (the innermost last), and the functions around."""

    node: ast.Call
    scopes: tuple[Assigned, ...]
    functions: tuple[ast.FunctionDef, ...]


class ModuleSyntax:
    """What is in one module: classes, functions, calls, and what its names stand for."""

    def __init__(self, tree: ast.Module) -> None:
        self.constants: dict[str, list[ast.expr]] = defaultdict(list)
        for node in tree.body:
            _assign(node, self.constants)
        self.classes: list[ast.ClassDef] = []
        self.functions: list[ast.FunctionDef] = []
        self.subscripts: list[ast.Subscript] = []
        self.calls: list[Call] = []
        self._read(tree, (), ())

    def _read(
        self,
        node: ast.AST,
        scopes: tuple[dict[str, list[ast.expr]], ...],
        functions: tuple[ast.FunctionDef, ...],
    ) -> None:
        if isinstance(node, ast.FunctionDef):
            scopes, functions = (*scopes, defaultdict(list)), (*functions, node)
            self.functions.append(node)
        elif isinstance(node, ast.ClassDef):
            self.classes.append(node)
        elif isinstance(node, ast.Call):
            self.calls.append(Call(node, (self.constants, *scopes), functions))
        elif isinstance(node, ast.Subscript):
            self.subscripts.append(node)
        else:
            for scope in scopes:
                _assign(node, scope)
        for each in ast.iter_child_nodes(node):
            if not isinstance(each, _LEAVES):
                self._read(each, scopes, functions)


def parameters(node: ast.FunctionDef) -> list[str]:
    """Return the parameters that are given by those who call, in their order."""
    given = node.args
    names = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    names += [given.vararg.arg] if given.vararg else []
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


def _assign(node: ast.AST, found: dict[str, list[ast.expr]]) -> None:
    """Note what a name stands for: what is assigned to it, or what it runs through."""
    match node:
        case ast.Assign(targets=[target], value=value):
            _bind(target, value, found)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            _bind(target, value, found)
        case ast.NamedExpr(target=target, value=value):
            _bind(target, value, found)
        case ast.For(target=target, iter=over) | ast.comprehension(target=target, iter=over):
            for value in over.elts if isinstance(over, ast.Tuple) else [over]:
                _bind(target, value, found)
        case _:
            pass


def _bind(target: ast.expr, value: ast.expr, found: dict[str, list[ast.expr]]) -> None:
    match target, value:
        case ast.Name(id=name), _:
            found[name].append(value)
        case ast.Tuple(elts=targets), ast.Tuple(elts=values) if len(targets) == len(values):
            for one, other in zip(targets, values, strict=True):
                _bind(one, other, found)
        case ast.Tuple(elts=targets), ast.Call(func=ast.Attribute(value=ast.Name() as table)):
            for each in targets:  # through the items of a table
                _bind(each, table, found)
        case ast.Tuple(elts=targets), _:
            for each in targets:
                _bind(each, value, found)
        case _:
            pass
