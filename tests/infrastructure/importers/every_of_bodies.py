"""A row for every act about bodies, texts and entries, after those about members and texts."""

FOUNDING = (
    {
        "act": "establish",
        "code": "NEW",
        "name": "New force",
        "nature": "exercise",
        "short_name": "New",
        "meetings_per_year": "2",
        "eligibility": "Governments of the Alliance",
        "on": "2022-06",
    },
    {"act": "record_kept_from", "on": "2022-06-01"},
)
OF_BODIES = (
    {"act": "record_kept_from", "on": "2026-01-01"},
    {"act": "task", "reference": "RESPONSE", "text": "Drive a coordinated response"},
    {"act": "chair", "chair": "KEN", "on": "2022", "term_ends_on": "2024"},
    {"act": "chair", "chair": "KEN", "on": "2024"},
    {"act": "vice_chair", "vice_chair": "PER", "on": "2023"},
    {"act": "claim", "about": "founders", "claim": "Seventeen governments", "on": "2022-06-02"},
    {"act": "claim", "about": "founders", "claim": "Twenty governments", "source": "A page"},
    {"act": "initiative", "name": "A forum", "as_member": "KEN"},
    {"act": "reference_group", "name": "Industry", "sector": "private_sector"},
    {
        "act": "scale",
        "scale": "OGP",
        "version": "1",
        "title": "Completion",
        "values": "not_started; limited = Some of it; complete",
        "high": "complete",
    },
    {"act": "supersede", "commitment": "C1", "by": "N1", "on": "2030"},
    {"act": "split", "commitment": "T", "into": "C1; N1", "on": "2030"},
    {"act": "close_commitment", "commitment": "N1", "on": "2031", "reason": "All is done"},
    {"act": "notify_withdrawal", "member": "KEN", "on": "2026-10", "takes_effect_on": "2027"},
    {"act": "correct", "changes": "3 title=Text of I\nwho_may_sign=All"},
    {"act": "show_to", "entry": "@3", "shown_to": "public"},
    {"act": "retract", "entry": "@5", "reason": "Typed into the wrong text"},
)
