SELECT id FROM buildings WHERE ST_Intersects(shape, ST_GeomFromText(?, 2154))
