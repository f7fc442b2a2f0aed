"""Is a text cut between words?"""

import pytest

from enplan.kernel.shortening import shortened


@pytest.mark.parametrize(
    ("text", "most", "said"),
    [
        pytest.param("Mette er i arbejde", 18, "Mette er i arbejde", id="it fits"),
        pytest.param("Mette er i arbejde på lager", 24, "Mette er i arbejde på…", id="in the midst of a word"),
        pytest.param("Mette er i arbejde på lager", 22, "Mette er i arbejde på…", id="where a word ends"),
        pytest.param("Ro, søvn og mad", 4, "Ro…", id="no comma is left hanging"),
        pytest.param("Rehabiliteringsteam", 10, "Rehabilit…", id="one long word"),
    ],
)
def test_a_text_is_cut_between_words(text: str, most: int, said: str) -> None:
    assert shortened(text, most) == said
    assert len(said) <= most
