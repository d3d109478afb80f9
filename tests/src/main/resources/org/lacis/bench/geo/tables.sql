CREATE EXTENSION IF NOT EXISTS postgis;
CREATE TABLE buildings (id int PRIMARY KEY, name text, shape geometry(Polygon, 2154),
  usage text, height float8, storeys int, year int);
CREATE TABLE communes (id int PRIMARY KEY, name text, shape geometry(Polygon, 2154), population int, code int);
CREATE TABLE zones (id int PRIMARY KEY, name text, shape geometry(Polygon, 2154), level int);
CREATE TABLE sensors (id int PRIMARY KEY, name text, shape geometry(Point, 2154), "interval" int)
