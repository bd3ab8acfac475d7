"""The story of gaps, practices, partners, products, focal points, and the body's end."""

from tests.infrastructure.cli.stories.given import BEGINNING, FILES


def files() -> dict[str, str]:
    return FILES


STORY = f"""
{BEGINNING}
+ taskforce task ENGAGEMENT 'Secure engagement.'
+ taskforce task PRACTICE 'Showcase practice.'
+ taskforce task PRODUCTS 'Contribute to products.'
+ meeting convene 2026-1 ordinary_session --on 2026-04-14 --agenda 'What others do'
gap find KEN KEN-1 hosting --text 'No duty to remove.' --law 'Act 5 of 2018' \\
--help-asked 'A model law.' --on 2026-02-01
gap opportunity ATL ATL-1 reporting_duty --text 'A bill on platforms is before parliament.' \\
--on 2026-02-01
gap offer-help KEN KEN-1 --by ATL --text 'Our law and its notes.' --on 2026-02-15
gap answer KEN KEN-1 --text 'A bill is being drafted.' --planned-measure 'A bill in autumn.' \\
--on 2026-03-01
gap close KEN KEN-1 --law 'Online Safety Act 2026, s. 4' --on 2026-10-01
mission engage KEN regional 'Hearing on reporting duties' --partners 'African Union' \\
--task ENGAGEMENT --on 2026-03-10
mission showcase ATL HOTLINE best --title 'A hotline for children' \\
--text 'It answers in a day.' --commitments MISSION-1 --task PRACTICE --on 2026-03-12 \\
--evidence 'supports_progress;data;Answers in a year;2026-02'
mission receive-input IN-1 'Five Country Ministerial' --title 'Voluntary principles' \\
--task RESPONSE --on 2026-02-20
mission consider-input IN-1 2026-1 --item 1 --outcome 'Taken note of.' --on 2026-04-14
mission forward-advice ADV-1 --to 'The Alliance' --title 'On generated material' \\
--text 'Make it a theme.' --task PRODUCTS --on 2026-05-01
mission advice-answered ADV-1 --text 'It is in the plan.' --on 2026-06-01
mission contribute CON-1 'Global Threat Assessment' --title 'A chapter on reporting' \\
--task PRODUCTS --on 2026-05-10
mission taken-up CON-1 2027 --where 'Chapter 3' --on 2026-11-01
mission work-with Industry --title 'A guide to safety by design' --task PRACTICE --on 2026-06-10
member focal-point KEN p-7kq2mzx4ab --role main --on 2026-02-01
gaps --state open
gaps --by-area --on 2026-03-01
practices --maturity best
work inputs
work contributions --task PRODUCTS
focal-points --on 2026-03-01
report gaps --audience public
report practices --format markdown
report profile KEN --output profile.html
member release-focal-point KEN p-7kq2mzx4ab --on 2026-11-01
taskforce dissolve --reason 'Its mandate ended.' --on 2030-01-01
"""
