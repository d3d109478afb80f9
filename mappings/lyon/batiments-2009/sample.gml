<?xml version="1.0" encoding="UTF-8"?>
<!-- An invented building. -->
<CityModel xmlns="http://www.opengis.net/citygml/1.0" xmlns:bldg="http://www.opengis.net/citygml/building/1.0" xmlns:gen="http://www.opengis.net/citygml/generics/1.0" xmlns:gml="http://www.opengis.net/gml">
<gml:name>EXEMPLE_2009</gml:name>
<gml:boundedBy><gml:Envelope srsDimension="3" srsName="EPSG:3946"><gml:lowerCorner>1842000 5176000 170</gml:lowerCorner><gml:upperCorner>1842012 5176012 182</gml:upperCorner></gml:Envelope></gml:boundedBy>
<cityObjectMember>
<bldg:Building gml:id="LYON_9_00001">
<bldg:boundedBy><bldg:RoofSurface><bldg:lod2MultiSurface><gml:MultiSurface srsDimension="3"><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842000 5176000 182 1842012 5176000 182 1842012 5176012 182 1842000 5176012 182 1842000 5176000 182</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></bldg:RoofSurface></bldg:boundedBy>
<bldg:boundedBy><bldg:WallSurface><bldg:lod2MultiSurface><gml:MultiSurface srsDimension="3"><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842000 5176000 170 1842012 5176000 170 1842012 5176000 182 1842000 5176000 182 1842000 5176000 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842012 5176000 170 1842012 5176012 170 1842012 5176012 182 1842012 5176000 182 1842012 5176000 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842012 5176012 170 1842000 5176012 170 1842000 5176012 182 1842012 5176012 182 1842012 5176012 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842000 5176012 170 1842000 5176000 170 1842000 5176000 182 1842000 5176012 182 1842000 5176012 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></bldg:WallSurface></bldg:boundedBy>
</bldg:Building>
</cityObjectMember>
</CityModel>
