CREATE TABLE places (id TEXT PRIMARY KEY, name TEXT, shape geometry);
INSERT INTO places VALUES ('p', 'ring', ST_GeomFromEWKT('SRID=2154;POLYGON((0 0,10 0,10 10,0 10,0 0),(2 2,2 4,4 4,4 2,2 2))'));
INSERT INTO places VALUES ('z', 'heights', ST_GeomFromEWKT('SRID=2154;LINESTRING Z (0 0 170,1 1 182)'));
INSERT INTO places VALUES ('m', 'points', ST_GeomFromEWKT('SRID=2154;MULTIPOINT((1 1),(2 2))'));
