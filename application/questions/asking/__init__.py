"""What every question rests on: what is asked, facts, answers, sentences."""
