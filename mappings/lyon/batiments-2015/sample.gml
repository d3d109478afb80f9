<?xml version="1.0" encoding="UTF-8"?>
<!-- Invented buildings. No srsName anywhere, as in the real delivery. -->
<CityModel xmlns="http://www.opengis.net/citygml/2.0" xmlns:bldg="http://www.opengis.net/citygml/building/2.0" xmlns:gen="http://www.opengis.net/citygml/generics/2.0" xmlns:gml="http://www.opengis.net/gml">
<gml:name>EXEMPLE_2015</gml:name>
<gml:boundedBy><gml:Envelope srsDimension="3"><gml:lowerCorner>1842000 5176000 170</gml:lowerCorner><gml:upperCorner>1842015 5176010 185</gml:upperCorner></gml:Envelope></gml:boundedBy>
<cityObjectMember>
<bldg:Building gml:id="BU_69999AB7">
<gml:name>inconnu</gml:name>
<creationDate>2017-04-05</creationDate>
<gen:doubleAttribute name="Volume"><gen:value>1500.5</gen:value></gen:doubleAttribute>
<gen:stringAttribute name="Profile"><gen:value>IGN</gen:value></gen:stringAttribute>
<gen:stringAttribute name="BUILDINGID"><gen:value>69999AB7</gen:value></gen:stringAttribute>
<gen:intAttribute name="MILLESIME"><gen:value>2015</gen:value></gen:intAttribute>
<gen:doubleAttribute name="ZMIN"><gen:value>170.000000</gen:value></gen:doubleAttribute>
<gen:stringAttribute name="ADRESSE"><gen:value>1 Montée des Exemples</gen:value></gen:stringAttribute>
<gen:stringAttribute name="NOMCOMMUNE"><gen:value>EXEMPLEVILLE</gen:value></gen:stringAttribute>
<gen:intAttribute name="CODE_INSEE"><gen:value>69999</gen:value></gen:intAttribute>
<gen:stringAttribute name="CODE_DGI"><gen:value>999000AB0007</gen:value></gen:stringAttribute>
<gen:doubleAttribute name="SURFTOIT"><gen:value>100.000000</gen:value></gen:doubleAttribute>
<gen:stringAttribute name="CULTE"><gen:value> </gen:value></gen:stringAttribute>
<gen:intAttribute name="NBMAIS"><gen:value>0</gen:value></gen:intAttribute>
<gen:intAttribute name="NIVMAIS"><gen:value>-9999</gen:value></gen:intAttribute>
<gen:intAttribute name="NBAPP"><gen:value>2</gen:value></gen:intAttribute>
<gen:intAttribute name="APPDATMIN"><gen:value>1900</gen:value></gen:intAttribute>
<gen:doubleAttribute name="ZMINTOIT"><gen:value>184.0</gen:value></gen:doubleAttribute>
<gen:doubleAttribute name="ZMAXTOIT"><gen:value>185.0</gen:value></gen:doubleAttribute>
<bldg:consistsOfBuildingPart>
<bldg:BuildingPart gml:id="BU_69999AB7_1">
<bldg:measuredHeight uom="#m">14.8</bldg:measuredHeight>
<bldg:boundedBy><bldg:GroundSurface><bldg:lod2MultiSurface><gml:MultiSurface srsDimension="3"><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842000 5176000 170 1842000 5176010 170 1842010 5176010 170 1842010 5176000 170 1842000 5176000 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></bldg:GroundSurface></bldg:boundedBy>
<bldg:boundedBy><bldg:RoofSurface><bldg:lod2MultiSurface><gml:MultiSurface srsDimension="3"><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842000 5176000 185 1842010 5176000 185 1842010 5176010 185 1842000 5176010 185 1842000 5176000 185</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></bldg:RoofSurface></bldg:boundedBy>
<bldg:boundedBy><bldg:WallSurface><bldg:lod2MultiSurface><gml:MultiSurface srsDimension="3"><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842000 5176000 170 1842010 5176000 170 1842010 5176000 185 1842000 5176000 185 1842000 5176000 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842010 5176000 170 1842010 5176010 170 1842010 5176010 185 1842010 5176000 185 1842010 5176000 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842010 5176010 170 1842000 5176010 170 1842000 5176010 185 1842010 5176010 185 1842010 5176010 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842000 5176010 170 1842000 5176000 170 1842000 5176000 185 1842000 5176010 185 1842000 5176010 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></bldg:WallSurface></bldg:boundedBy>
</bldg:BuildingPart>
</bldg:consistsOfBuildingPart>
</bldg:Building>
</cityObjectMember>
<cityObjectMember>
<bldg:Building gml:id="BU_69999AC112">
<gml:name>inconnu</gml:name>
<creationDate>2017-04-05</creationDate>
<bldg:consistsOfBuildingPart>
<bldg:BuildingPart gml:id="BU_69999AC112_1">
<bldg:measuredHeight uom="#m">5.5</bldg:measuredHeight>
<bldg:boundedBy><bldg:RoofSurface><bldg:lod2MultiSurface><gml:MultiSurface srsDimension="3"><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842010 5176000 176.5 1842015 5176000 176.5 1842015 5176005 176.5 1842010 5176005 176.5 1842010 5176000 176.5</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></bldg:RoofSurface></bldg:boundedBy>
<bldg:boundedBy><bldg:WallSurface><bldg:lod2MultiSurface><gml:MultiSurface srsDimension="3"><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842010 5176000 171 1842015 5176000 171 1842015 5176000 176.5 1842010 5176000 176.5 1842010 5176000 171</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842015 5176000 171 1842015 5176005 171 1842015 5176005 176.5 1842015 5176000 176.5 1842015 5176000 171</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842015 5176005 171 1842010 5176005 171 1842010 5176005 176.5 1842015 5176005 176.5 1842015 5176005 171</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842010 5176005 171 1842010 5176000 171 1842010 5176000 176.5 1842010 5176005 176.5 1842010 5176005 171</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></bldg:WallSurface></bldg:boundedBy>
</bldg:BuildingPart>
</bldg:consistsOfBuildingPart>
</bldg:Building>
</cityObjectMember>
</CityModel>
