"""A tiny pack for tests of the pages. One of its questions is hostile in every field."""

from __future__ import annotations

from content import (
    Difficulty,
    GuideItem,
    JobMarket,
    KeyConcept,
    Kind,
    Misconception,
    Pack,
    Question,
    RoleGuide,
    SalaryBand,
    Theme,
    Tool,
    ToolFamily,
)

HOSTILE = (
    "# h <script>alert(1)</script> <img src=x onerror=alert(2)> ![x](http://evil.example/p.png) "
    "[l](javascript:alert(3)) $$e=1$$ $x$ :red[r] :material/home: :smile: `code` **b** _i_ ~~s~~ "
    "www.evil.example me@evil.example https://evil.example/a -> <- &lt;b&gt; | a | b | \\ > q"
)
"""A sample of all that Markdown, Streamlit and HTML would act on."""

HOSTILE_ID = "hostile-question"

REFERENCE = " ".join(["A complete reference answer says what it does and why it matters."] * 4)


def question(
    question_id: str, theme: str, kind: Kind, difficulty: Difficulty, asked: str, text: str = ""
) -> Question:
    """A question with three concepts, alpha, beta and gamma; `text` is put into every field."""
    labels = [f"{name} {text}".strip() for name in ("Alpha", "Beta", "Gamma")]
    concepts = [
        KeyConcept(label=label, claim=f"{label} holds for {asked}", weight=3, core=n == 0)
        for n, label in enumerate(labels)
    ]
    return Question(
        id=question_id,
        theme=theme,
        kind=kind,
        difficulty=difficulty,
        question=asked,
        also_asked=(f"Why {question_id} {text[:40]}?", f"{asked} {text or 'Put shortly.'}"),
        reference=f"{REFERENCE} {text}",
        key_concepts=tuple(concepts),
        misconceptions=(Misconception(claim=f"Never {text} alpha.", contradicts=labels[0]),),
        follow_ups=(f"And then? {text}",),
        tags=("tag",),
    )


def guide() -> RoleGuide:
    """A guide with one or two parts of each sort."""
    item = GuideItem(
        id="serving", title="Serving", text="Puts models online.", questions=("drift",)
    )
    bad = GuideItem(id="bad", title=HOSTILE, text=HOSTILE, questions=(HOSTILE_ID,))
    salaries = (SalaryBand(level="Entry", low=600000, high=1200000, currency="INR"),)
    return RoleGuide(
        role="Machine Learning Engineer",
        who="A person who turns models into software. $5 and $6 are dollars.",
        responsibilities=(item, bad),
        skills=(GuideItem(id="python", title="Python", text="Writes it daily."),),
        tools=(
            ToolFamily(
                id="frameworks",
                title="Frameworks",
                tools=(Tool(name="PyTorch", text="Trains networks."), Tool(name="X", text=HOSTILE)),
                questions=("drift", "trees"),
            ),
        ),
        job_markets=(
            JobMarket(id="india", country="India", potential="Growing.", salaries=salaries),
        ),
        salary_note="Figures are rough.",
        preparation=(GuideItem(id="basics", title="Basics", text="Learn.", questions=("trees",)),),
    )


def fake_pack() -> Pack:
    """Five questions in three themes."""
    return Pack(
        id="tiny",
        title="Tiny",
        version="1.0.0",
        themes=(
            Theme(id="models", title="Models", description="About models."),
            Theme(id="running", title="Running", description="About running them."),
            Theme(id="bad", title=HOSTILE[:200], description="Hostile."),
        ),
        guide=guide(),
        questions=(
            question("trees", "models", Kind.CONCEPTUAL, 1, "How do decision trees work?"),
            question("compare", "models", Kind.COMPARATIVE, 2, "How do trees and forests differ?"),
            question("drift", "running", Kind.TROUBLESHOOTING, 3, "How do you notice drift?"),
            question("design", "running", Kind.SYSTEM_DESIGN, 5, "How would you serve a model?"),
            question(HOSTILE_ID, "bad", Kind.CODING, 4, HOSTILE[:300], HOSTILE[:60]),
        ),
    )
