CREATE INDEX ON buildings USING gist (shape);
CREATE INDEX ON communes USING gist (shape);
CREATE INDEX ON zones USING gist (shape);
CREATE INDEX ON sensors USING gist (shape);
CREATE INDEX ON buildings (usage);
VACUUM ANALYZE
