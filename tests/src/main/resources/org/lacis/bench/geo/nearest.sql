SELECT id FROM buildings ORDER BY shape <-> ST_GeomFromText(?, 2154) LIMIT 10
