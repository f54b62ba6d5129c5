"""Paragraphs of any script and direction, with lines that break between words, and inside a word that is too long."""

from collections.abc import Iterator
from itertools import groupby

from fpdf.enums import TextDirection
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from entry.paper.fonts import require_shapes, runs, width
from entry.paper.levels import RIGHT_TO_LEFT, Letter, Line, drawn

TEXT = 11
LEADING = 1.5
INDENT = 7 * mm
SPACE_AFTER, CLOSE = 3 * mm, 1.2 * mm  # one of several stands close to the next
LEAST_TO_WRITE = 50 * mm


class Words(Flowable):
    """A paragraph; `mark` stands before it, and `to_write` draws a line after it, to be written on by hand."""

    def __init__(
        self, said: Line, size: float, base: TextDirection, mark: str = "", *, to_write: bool = False
    ) -> None:
        super().__init__()
        require_shapes("".join(one.shape for one in said))
        self.said, self.size, self.base, self.mark, self.to_write = said, size, base, mark, to_write
        self.lines: list[Line] = []
        self.spaceAfter = CLOSE if mark else SPACE_AFTER
        self.keepWithNext = size > TEXT  # a heading stays with what it is about

    @property
    def leading(self) -> float:
        """How far one line is from the next."""
        return self.size * LEADING

    @property
    def indent(self) -> float:
        """How much room the mark takes."""
        return INDENT if self.mark else 0

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """Break the lines; return the size."""
        self.width, self.lines = room, list(broken(self.said, self.size, room - self.indent))
        last = _width(self.lines[-1], self.size) if self.lines else 0
        if self.to_write and (not self.lines or room - last < LEAST_TO_WRITE):
            self.lines.append([])
        self.height = len(self.lines) * self.leading
        return room, self.height

    def split(self, _room: float, height: float) -> list[Flowable]:
        """Return the lines that fit, and the rest for the next page."""
        fits = int(height // self.leading)
        if not fits or fits >= len(self.lines):
            return []
        first = [letter for line in self.lines[:fits] for letter in [*line, Letter(" ", 0)]]
        rest = [letter for line in self.lines[fits:] for letter in [*line, Letter(" ", 0)]]
        return [
            Words(first[:-1], self.size, self.base, self.mark),
            Words(rest[:-1], self.size, self.base, to_write=self.to_write),
        ]

    def draw(self) -> None:
        """Draw the lines from the side on which the reading begins."""
        y = self.height - self.size * 1.1
        if self.mark:
            self._draw_mark(y)
        for line in self.lines:
            self._draw_line(drawn(line), y)
            y -= self.leading
        if self.to_write:
            self._draw_room(_width(self.lines[-1], self.size), y + self.leading)

    def _draw_line(self, shapes: str, y: float) -> None:
        is_right = self.base == RIGHT_TO_LEFT
        x = self.width - self.indent - width(shapes, self.size) if is_right else self.indent
        said = self.canv.beginText(x, y)
        for face, piece in runs(shapes):
            said.setFont(face, self.size)
            said.textOut(piece)
        self.canv.drawText(said)

    def _draw_mark(self, y: float) -> None:
        side = self.size * 0.8 if self.mark == "box" else self.size * 0.3
        x = self.width - 1 * mm - side if self.base == RIGHT_TO_LEFT else 1 * mm
        if self.mark == "box":
            self.canv.rect(x, y - 0.5, side, side)
        else:
            self.canv.circle(x + side / 2, y + self.size * 0.28, side / 2, stroke=0, fill=1)

    def _draw_room(self, used: float, y: float) -> None:
        start, end = used + (2 * mm if used else 0), self.width
        if self.base == RIGHT_TO_LEFT:
            start, end = 0, self.width - start
        self.canv.setLineWidth(0.5)
        self.canv.line(start, y - 1.5, end, y - 1.5)


def broken(said: Line, size: float, room: float) -> Iterator[Line]:
    """Yield the lines, none wider than the room."""
    line: Line = []
    used = 0.0
    for gap, word in _words(said, size, room):
        more = _width(word, size)
        if line and used + _width(gap, size) + more > room:
            yield line
            line, used = [], 0.0
        if line:
            line, used = [*line, *gap], used + _width(gap, size)
        line, used = [*line, *word], used + more
    if line:
        yield line


def _words(said: Line, size: float, room: float) -> Iterator[tuple[Line, Line]]:
    """Yield each word and the space before it; one that is wider than the room in pieces without a space."""
    gap: Line = []
    for is_space, group in groupby(said, lambda one: one.shape == " "):
        found = list(group)
        if is_space:
            gap = found
            continue
        for place, piece in enumerate(_pieces(found, size, room)):
            yield ([] if place else gap), piece
        gap = []


def _pieces(word: Line, size: float, room: float) -> Iterator[Line]:
    piece: Line = []
    used = 0.0
    for one in word:
        used += _width([one], size)
        if piece and used > room:
            yield piece
            piece, used = [], _width([one], size)
        piece.append(one)
    yield piece


def _width(letters: Line, size: float) -> float:
    return sum(width(one.shape, size) for one in letters)
