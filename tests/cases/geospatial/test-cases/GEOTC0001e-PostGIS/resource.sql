CREATE TABLE places (id TEXT PRIMARY KEY, name TEXT, shape geometry);
INSERT INTO places VALUES ('a', 'Bellecour', ST_GeomFromEWKT('SRID=4326;POINT(4.832 45.757)'));
INSERT INTO places VALUES ('b', 'lambert', ST_GeomFromEWKT('SRID=2154;POINT(842000 6519000)'));
INSERT INTO places VALUES ('n', 'nowhere', NULL);
