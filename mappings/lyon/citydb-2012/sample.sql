-- an invented building in the tables of a 3DCityDB that the mapping reads
CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;
CREATE SCHEMA citydb;
CREATE TABLE citydb.cityobject (id integer NOT NULL, objectclass_id integer NOT NULL, gmlid varchar(256), envelope public.geometry(PolygonZ,3946), creation_date timestamp with time zone);
CREATE TABLE citydb.building (id integer NOT NULL, objectclass_id integer NOT NULL, measured_height double precision, storeys_above_ground numeric(8,0));
CREATE TABLE citydb.thematic_surface (id integer NOT NULL, objectclass_id integer NOT NULL, building_id integer, lod2_multi_surface_id integer);
CREATE TABLE citydb.surface_geometry (id integer NOT NULL, root_id integer, geometry public.geometry(PolygonZ,3946));
INSERT INTO citydb.cityobject VALUES (1, 26, 'EXEMPLE_00001', public.ST_GeomFromText('POLYGON Z ((1842000 5176000 170,1842010 5176000 170,1842010 5176010 182,1842000 5176010 182,1842000 5176000 170))', 3946), '2021-09-13 14:04:58+02');
INSERT INTO citydb.building VALUES (1, 26, NULL, NULL);
INSERT INTO citydb.thematic_surface VALUES (2, 33, 1, 1), (3, 34, 1, 4);
INSERT INTO citydb.surface_geometry VALUES (1, 1, NULL), (2, 1, public.ST_GeomFromText('POLYGON Z ((1842000 5176000 182,1842010 5176000 182,1842010 5176010 182,1842000 5176010 182,1842000 5176000 182))', 3946)), (4, 4, NULL), (5, 4, public.ST_GeomFromText('POLYGON Z ((1842000 5176000 170,1842010 5176000 170,1842010 5176000 182,1842000 5176000 182,1842000 5176000 170))', 3946));
