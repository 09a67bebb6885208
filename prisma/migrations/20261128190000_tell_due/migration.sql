-- Whoever waits for something to be due hears of it with the commit that enters it, whatever process it comes from.
-- What its own process sends at once, a reply with a claim on it, is told to nobody: a NOTIFY makes commits wait for
-- each other
-- Prisma's own engine cuts a script at each semicolon, also inside a function: there it is written \x3b
CREATE FUNCTION tell_due() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM pg_notify(''faturabot_due'', TG_ARGV[0])\x3b
  RETURN NULL\x3b
END ';

CREATE TRIGGER outbound_message_entered AFTER INSERT ON "outbound_message" FOR EACH ROW
  WHEN (NEW.status = 'pending' AND NEW.claimed_until IS NULL) EXECUTE FUNCTION tell_due('message');

-- A claim counts a try up, what is given back does not
CREATE TRIGGER outbound_message_given_back AFTER UPDATE ON "outbound_message" FOR EACH ROW
  WHEN (NEW.attempts <= OLD.attempts AND (NEW.status = 'pending' OR (NEW.status = 'unknown' AND OLD.status = 'pending')))
  EXECUTE FUNCTION tell_due('message');

CREATE TRIGGER inbound_message_given_back AFTER UPDATE ON "inbound_message" FOR EACH ROW
  WHEN (NEW.status = 'received') EXECUTE FUNCTION tell_due('message');

CREATE TRIGGER event_entered AFTER INSERT ON "event" FOR EACH ROW EXECUTE FUNCTION tell_due('event');
