"""What the database itself refuses of votes: one that is not of the round that is put now.

A new seal on old grounds is no change of a vote: keys are renewed long after a round is over.
"""

VOTES_STAY = """
CREATE FUNCTION identification_vote_is_of_now() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM identification_case WHERE id = NEW.case_id AND round = NEW.round
        AND status IN ('identification_pending', 'appeal')
    ) OR (TG_OP = 'UPDATE' AND (OLD.case_id, OLD.round, OLD.voted_by_id) <> (NEW.case_id, NEW.round, NEW.voted_by_id))
    THEN
        RAISE EXCEPTION 'a vote is of the round that is put now, and stays when it is over'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER identification_vote_stays BEFORE INSERT OR UPDATE OF case_id, round, outcome, voted_by_id, voted_at
    ON identification_vote FOR EACH ROW EXECUTE FUNCTION identification_vote_is_of_now();
"""
VOTES_GO = """
DROP TRIGGER identification_vote_stays ON identification_vote;
DROP FUNCTION identification_vote_is_of_now();
"""
