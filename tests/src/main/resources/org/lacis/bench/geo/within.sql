SELECT id FROM buildings WHERE ST_DWithin(shape, ST_GeomFromText(?, 2154), ?)
