"""A row for every act, in an order in which one file can record them all."""

import shlex


def _rows(text: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a text: an act and its cells on a line, which indented lines continue."""
    return tuple(map(_row, text.replace("\n    ", " ").strip().splitlines()))


def _row(line: str) -> dict[str, str]:
    act, *cells = shlex.split(line)
    return {"act": act, **dict(cell.replace("\\n", "\n").split("=", 1) for cell in cells)}


FOUNDING = _rows(r"""
establish code=NEW name='New force' nature=exercise short_name=New meetings_per_year=2
    eligibility='Governments of the Alliance' on=2022-06
record_kept_from on=2022-06-01
""")
OF_MEMBERS = _rows(r"""
join member=PER name=Peru on=2019 until=2021
join member=PER on=2022-05-01
join member=BRA name=Brazil kind=state on=2020
leave member=BRA on=2023
rename member=KEN name='Republic of Kenya' on=2023
suspend member=KEN reason='Not paid' on=2020-05
reinstate member=KEN on=2020-06
instrument reference=N title='New text' legal_nature=treaty on=2021
adopt instrument=N commitment=N1 text='We will' on=2021
adopt_once instrument=N commitment=N1 text=Again on=2021
amend commitment=N1 version=2 text='We shall' on=2022
sign member=KEN instrument=N kind=signature_ad_referendum on=2022-06
confirm member=KEN commitment=N1 on=2022-07
sign member=PER instrument=I excepting=C2 on=2022-06
consent member=KEN commitment=N kind=ratification deposited_on=2022-08-01
in_force member=KEN commitment=N1 on=2022-11-01
statement member=KEN commitment=N1 kind=reservation text='Save in' on=2022-08
report member=KEN commitment=N1 scale=S scale_version=1 assessment=some period_from=2022-01-01
    period_until=2022-12-31 narrative=Half on=2023-01
correct_report member=KEN commitment=N1 assessment=all
withdraw member=KEN commitment=N1 of=consent on=2024-01
name member=KEN language=fr name='République du Kenya' on=2023
""")
OF_BODIES = _rows(r"""
record_kept_from on=2026-01-01
body_name language=fr name='Groupe mondial' short_name=Groupe
task reference=RESPONSE text='Drive a coordinated response'
chair chair=KEN on=2022 term_ends_on=2024
chair chair=KEN on=2024
vice_chair vice_chair=PER on=2023
claim about=founders claim='Seventeen governments' on=2022-06-02
claim about=founders claim='Twenty governments' source='A page'
initiative name='A forum' as_member=KEN
reference_group name=Industry sector=private_sector
scale scale=OGP version=1 title=Completion values='not_started; limited = Some of it; complete'
    high=complete
supersede commitment=C1 by=N1 on=2030
split commitment=T into='C1; N1' on=2030
close_commitment commitment=N1 on=2031 reason='All is done'
notify_withdrawal member=KEN on=2026-10 takes_effect_on=2027
correct changes='3 title=Text of I\nwho_may_sign=All'
show_to entry=@3 shown_to=public
retract entry=@5 reason='Typed into the wrong text'
""")
OF_MEETINGS = _rows(r"""
quorum_rule enough=>1/2 counting='present; represented' on=2022-07
convene meeting=2023-1 kind=ordinary_session on=2023-05-01 ends_on=2023-05-02 place=Geneva
    agenda='Opening; Hosting law | N1, RESPONSE'
convene meeting=2023-2 kind=ordinary_session on=2023-11-01
convene meeting=2023-3 kind=extraordinary_session on=2023-12-01
reschedule meeting=2023-1 begins_on=2023-06-01 reason='A strike' on=2023-04-01
cancel meeting=2023-3 reason='Nothing to decide' on=2023-11-20
open_meeting meeting=2023-1 attendance='KEN:present; PER:represented' on=2023-06-01
quorum meeting=2023-1
decide decision=D-1 meeting=2023-1 title='A guide' text='We publish a guide' task=RESPONSE item=2
    in_favour=1 abstained=1 commitments='N1; C1'
    actions='A-1 | KEN | Draft it. | 2023-09-30; A-2 | the chair | Publish it.' on=2023-06-01
close_meeting meeting=2023-1 on=2023-06-02
circulate_minutes meeting=2023-1
    file_sha256=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa on=2023-07
circulate_minutes meeting=2023-1 on=2023-08-01
complete_action action=A-1 outcome='Sent to all' on=2023-09-01
open_meeting meeting=2023-2 on=2023-11-01
approve_minutes meeting=2023-1 at=2023-2 on=2023-11-01
""")
OF_PROGRESS = _rows(r"""
milestone commitment=C1 milestone=BILL title='The bill is tabled' due_on=2026-09-30 owner=KEN
    on=2026-01-10
reach_milestone commitment=C1 milestone=BILL on=2026-09-12
schedule commitment=C1 frequency=dates due_on=2026-04-30 period_from=2026-01-01
    period_until=2026-03-31
    more='2026-07-31=2026-04-01..2026-06-30; 2026-12-15=2026-07-01..2026-11-30' on=2026-01-10
extend member=KEN commitment=C1 due_on=2026-04-30 extended_to=2026-05-31 reason=Elections
    on=2026-04-20
remind member=KEN commitment=C1 due_on=2026-04-30 on=2026-06-01
report member=KEN commitment=C1 scale=S scale_version=1 assessment=some due_on=2026-04-30
    evidence='supports_progress;legislation;Act 12;2026-03|context;media;A report' stage=final
    on=2026-06-05
return_report member=KEN commitment=C1 reason='Which law?' on=2026-06-10
report member=KEN commitment=C1 scale=S scale_version=1 assessment=all due_on=2026-04-30
    stage=final on=2026-06-15
approve_report member=KEN commitment=C1 due_on=2026-04-30 reviewer=p-reviewer on=2026-06-20
exempt member=KEN commitment=C1 due_from=2026-07-01 due_until=2026-07-31 reason='No such law'
    on=2026-06-20
assess member=KEN commitment=C1 assessor='University of Utopia' scale=S scale_version=1
    assessment=unable_to_assess confidence=low method='Desk review' method_version=2 on=2026-10-01
answer_assessment member=KEN commitment=C1 text='The budget follows' on=2026-10-20
""")
OF_MISSION = _rows(r"""
join member=ERE name=Erewhon on=2024-01
gap member=KEN gap=KEN-1 area=hosting text='No duty to remove' law='Act 5 of 2018'
    help_asked='A model law' on=2024-02-01
opportunity member=ERE gap=ERE-1 area=reporting_duty text='A bill is before parliament'
    planned_measure='An amendment' on=2024-02-01
offer_help member=KEN gap=KEN-1 by=ERE text='Our law' on=2024-02-15
answer_gap member=KEN gap=KEN-1 text='We draft' on=2024-03-01
answer_gap member=KEN gap=KEN-1 text='It is drafted' planned_measure='A bill in autumn'
    on=2024-04-01
close_gap member=KEN gap=KEN-1 law='Safety Act, s. 4' on=2024-10-01
engagement member=KEN level=regional title='A hearing' partners='A union; A court' task=RESPONSE
    on=2024-03-10
practice member=ERE practice=HOTLINE maturity=best title='A hotline' text='It answers in a day'
    commitments='N1; C1'
    evidence='supports_progress;data;Its figures;2024-03|context;media;A report' task=RESPONSE
    meeting=2023-1 on=2024-03-12
input input=IN-1 initiative='A forum' title=Principles task=RESPONSE on=2023-02-20
consider_input input=IN-1 meeting=2023-1 item=2 decision=D-1 outcome='Taken up' on=2023-06-01
advice advice=ADV-1 to='The parent' title='On reports' text='Ask for one form' task=RESPONSE
    decision=D-1 on=2023-07-01
answer_advice advice=ADV-1 text=Agreed on=2023-09-01
contribution contribution=CON-1 product='An assessment' title='A chapter' task=RESPONSE
    on=2023-07-01
take_up contribution=CON-1 product_version=2024 where='Chapter 3' on=2024-01-01
take_up contribution=CON-1 product_version=2024b on=2024-01-01
joint_work group=Industry title='A guide' task=RESPONSE meeting=2023-1 on=2023-06-02
apply member=UTO name=Utopia evidence='The list of the parent' on=2024-05-01
focal_point member=ERE person=p-a7erq2 on=2024-05-01
focal_point member=ERE person=p-a7erq2 role=validating_authority on=2024-05-01
release_focal_point member=ERE person=p-a7erq2 on=2025-05-01
dissolve reason='Its work is done' on=2040-01-01
""")
OF_VOTING = _rows(r"""
time_zone zone=Europe/Lisbon on=2022-07
voting_rights rights=present_at_meetings attended=1 of_last=2
    text='Present at one of the last two.' on=2030-01-01
majority rule=ORDINARY majority=more_than_half base=cast casting_vote=yes
    text='More than half of the votes cast.' on=2022-07
majority rule=WRITING majority=two_thirds base=all silence=assent on=2022-07
suspend_voting_rights member=PER reason='A contribution was due' until=2022-09-01 on=2022-08-01
suspend_voting_rights member=PER on=2022-10-01
restore_voting_rights member=PER on=2022-11-01
session meeting=2023-1 number=1 begins_at=09:00 ends_at=12:30 zone=Asia/Tokyo mode=hybrid
    place=Geneva on=2023-06-01
arrive meeting=2023-1 member=PER hour=09:40 on=2023-06-01
depart meeting=2023-1 member=PER hour=10:40 on=2023-06-01
representative meeting=2023-1 member=KEN office='Deputy head of mission' hour=09:30
    on=2023-06-01
proxy meeting=2023-1 giver=PER holder=KEN from_hour=11:00 items='1; 2' on=2023-06-01
observer meeting=2023-1 observer=Industry hour=09:00 until_hour=10:00 on=2023-06-01
vote decision=V-1 meeting=2023-1 title='A work plan' text='We adopt the work plan' task=RESPONSE
    item=2 hour=10:00 rule=ORDINARY in_favour=1 against=1 commitments=N1
    actions='A-3 | KEN | Send it. | 2023-09-30' on=2023-06-01
vote decision=V-2 meeting=2023-1 title='A logo' text='We adopt the logo' task=RESPONSE item=1
    hour=11:30 rule=ORDINARY manner=by_member ballots='KEN:for; PER:against:KEN' on=2023-06-01
vote decision=V-4 meeting=2023-1 title='A song' text='We adopt the song' task=RESPONSE
    hour=10:10 rule=ORDINARY against=1 on=2023-06-01
casting_vote decision=V-1 member=KEN vote=for on=2023-06-01
convene meeting=2023-W kind=written_procedure on=2023-06-10 ends_on=2023-06-20
session meeting=2023-W number=1 begins_at=09:00 ends_at=17:00 ends_on=2023-06-20 on=2023-06-10
vote decision=V-3 meeting=2023-W title='A name' text='We adopt the name' task=RESPONSE
    rule=WRITING manner=written on=2023-06-10
reply meeting=2023-W decision=V-3 member=PER vote=against hour=16:30 on=2023-06-20
result decision=V-3 on=2023-06-21
paper meeting=2023-1 item=2 title='Budget, second draft' url=https://example.org/budget
    file_sha256=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb on=2023-05-20
discussion meeting=2023-1 item=2 text='Two members asked for more time.'
    conclusion='It comes back in spring.' on=2023-06-01
draft_minutes meeting=2023-1
    file_sha256=cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc on=2023-06-05
comment comment=C-1 meeting=2023-1 member=PER text='We asked for costs.' item=2 on=2023-08-02
answer_comment comment=C-1 taken_up=yes text='The sentence was added.' on=2023-08-05
publish_minutes meeting=2023-1
    file_sha256=dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd
    url=https://example.org/minutes on=2023-12-01
""")
_LAST = _rows(r"""
recode member=KEN code=KYA on=2025-01
""")
EVERY = (*OF_MEMBERS, *OF_BODIES, *OF_MEETINGS, *OF_VOTING, *OF_PROGRESS, *OF_MISSION, *_LAST)
