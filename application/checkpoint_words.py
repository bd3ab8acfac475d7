"""What is said of a checkpoint wherever one is printed: below reports and in letters."""

from domain.words import worded

CHECKPOINT = worded(
    "Checkpoint of the log: copied into a file, the lines below show at any later time whether "
    "what was recorded until then has been changed since, with: depositary audit verify "
    "--checkpoint FILE --policy POLICY"
)
