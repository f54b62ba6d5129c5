"""What the database itself refuses of votes: one that is not of the round that is put now.

New words under old grounds are no change here: keys are renewed, and texts sealed anew, long after a round is over.
"""

VOTES_STAY = """
CREATE FUNCTION identification_vote_is_of_now() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.case_id, OLD.round, OLD.voted_by_id) <> (NEW.case_id, NEW.round, NEW.voted_by_id)
    THEN
        RAISE EXCEPTION 'a vote stays with its member and round' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.outcome, OLD.voted_at) = (NEW.outcome, NEW.voted_at) THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM identification_case WHERE id = NEW.case_id AND round = NEW.round
        AND status IN ('identification_pending', 'appeal')
    ) THEN
        RAISE EXCEPTION 'a vote is of the round that is put now, and stays when it is over'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER identification_vote_stays BEFORE INSERT OR UPDATE ON identification_vote
    FOR EACH ROW EXECUTE FUNCTION identification_vote_is_of_now();
"""
VOTES_GO = """
DROP TRIGGER identification_vote_stays ON identification_vote;
DROP FUNCTION identification_vote_is_of_now();
"""
