"""The passages of a report: sections that hold paragraphs, which hold sentences."""

from dataclasses import dataclass

from scripts.bench.shares import PARAGRAPHS, SECTIONS, SENTENCES


@dataclass(frozen=True)
class Layout:
    """Which passage is in which. Passages are named by what follows the name of their report."""

    def section(self, number: int) -> str:
        """The name of a section, counted from 0."""
        return f"h{number + 1:02d}"

    def paragraph(self, number: int) -> str:
        """The name of a paragraph, counted from 0."""
        return f"p{number + 1:02d}"

    def paragraph_of(self, sentence: int) -> int:
        """The paragraph of a sentence, both counted from 0."""
        return sentence * PARAGRAPHS // SENTENCES

    def section_of(self, paragraph: int) -> int:
        """The section of a paragraph, both counted from 0."""
        return paragraph * SECTIONS // PARAGRAPHS

    def sentence(self, number: int) -> str:
        """The name of a sentence, counted from 0."""
        paragraph = self.paragraph_of(number)
        first = -(-paragraph * SENTENCES // PARAGRAPHS)
        return f"{self.paragraph(paragraph)}.s{number - first + 1:02d}"

    def parent_of_section(self, number: int) -> str:
        """The section that holds a section, or "": two of three stand in the one before them."""
        return self.section(number - number % 3) if number % 3 else ""

    def sections_in(self, number: int) -> range:
        """The section itself, and those that it holds."""
        return range(number, number + 1 if number % 3 else min(number + 3, SECTIONS))
