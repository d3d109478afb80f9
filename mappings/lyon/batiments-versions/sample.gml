<?xml version="1.0" encoding="UTF-8"?>
<!-- Invented buildings in two versions. -->
<core:CityModel xmlns="http://www.opengis.net/citygml/3.0" xmlns:core="http://www.opengis.net/citygml/3.0" xmlns:bldg="http://www.opengis.net/citygml/building/3.0" xmlns:con="http://www.opengis.net/citygml/construction/3.0" xmlns:vers="http://www.opengis.net/citygml/versioning/3.0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink" gml:id="cm">
<core:versionMember><vers:Version gml:id="exemple_2001-01-01"><vers:tag>v1.0</vers:tag><vers:versionMember xlink:href="#BU_69999AL7_2001-01-01"/></vers:Version></core:versionMember>
<core:versionMember><vers:Version gml:id="exemple_2016-01-01"><vers:tag>v2.0</vers:tag><vers:versionMember xlink:href="#BU_69999AL8_2016-01-01"/></vers:Version></core:versionMember>
<core:versionTransitionMember><vers:VersionTransition>
<vers:reason>An invented transition</vers:reason><vers:clonePredecessor>false</vers:clonePredecessor><vers:type>historicalSuccession</vers:type>
<vers:from xlink:href="#exemple_2001-01-01"/><vers:to xlink:href="#exemple_2016-01-01"/>
<vers:transaction><vers:Transaction><vers:type>delete</vers:type><vers:oldFeature xlink:href="#BU_69999AL7_2001-01-01"/></vers:Transaction></vers:transaction>
<vers:transaction><vers:Transaction><vers:type>replace</vers:type><vers:oldFeature xlink:href="#BU_69999AL9_2001-01-01"/><vers:newFeature xlink:href="#BU_69999AL8_2016-01-01"/></vers:Transaction></vers:transaction>
</vers:VersionTransition></core:versionTransitionMember>
<core:cityObjectMember>
<bldg:Building gml:id="BU_69999AL7_2001-01-01">
<gml:identifier codeSpace="https://exemple.example/">BU_69999AL7</gml:identifier>
<gml:name>Exemple 7</gml:name>
<core:creationDate>2001-01-01T00:00:00</core:creationDate>
<core:terminationDate>2016-01-01T00:00:00</core:terminationDate>
<bldg:buildingPart><bldg:BuildingPart gml:id="BU_69999AL7_2001-01-01_1">
<core:boundary><con:RoofSurface><core:lod2MultiSurface><gml:MultiSurface srsDimension="3"><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842000 5176000 180 1842010 5176000 180 1842010 5176010 180 1842000 5176010 180 1842000 5176000 180</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></core:lod2MultiSurface></con:RoofSurface></core:boundary>
<core:boundary><con:WallSurface><core:lod2MultiSurface><gml:MultiSurface srsDimension="3"><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842000 5176000 170 1842010 5176000 170 1842010 5176000 180 1842000 5176000 180 1842000 5176000 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842010 5176000 170 1842010 5176010 170 1842010 5176010 180 1842010 5176000 180 1842010 5176000 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842010 5176010 170 1842000 5176010 170 1842000 5176010 180 1842010 5176010 180 1842010 5176010 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842000 5176010 170 1842000 5176000 170 1842000 5176000 180 1842000 5176010 180 1842000 5176010 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></core:lod2MultiSurface></con:WallSurface></core:boundary>
<con:height><con:Height><con:highReference>highestRoofEdge</con:highReference><con:lowReference>lowestGroundPoint</con:lowReference><con:status>measured</con:status><con:value uom="#m">10.0</con:value></con:Height></con:height>
</bldg:BuildingPart></bldg:buildingPart>
</bldg:Building>
</core:cityObjectMember>
<core:cityObjectMember>
<bldg:Building gml:id="BU_69999AL8_2016-01-01">
<gml:identifier codeSpace="https://exemple.example/">BU_69999AL8</gml:identifier>
<gml:name>Exemple 8</gml:name>
<core:creationDate>2016-01-01T00:00:00</core:creationDate>
<bldg:buildingPart><bldg:BuildingPart gml:id="BU_69999AL8_2016-01-01_1">
<core:boundary><con:RoofSurface><core:lod2MultiSurface><gml:MultiSurface srsDimension="3"><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842020 5176000 180 1842030 5176000 180 1842030 5176010 180 1842020 5176010 180 1842020 5176000 180</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></core:lod2MultiSurface></con:RoofSurface></core:boundary>
<core:boundary><con:WallSurface><core:lod2MultiSurface><gml:MultiSurface srsDimension="3"><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842020 5176000 170 1842030 5176000 170 1842030 5176000 180 1842020 5176000 180 1842020 5176000 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842030 5176000 170 1842030 5176010 170 1842030 5176010 180 1842030 5176000 180 1842030 5176000 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842030 5176010 170 1842020 5176010 170 1842020 5176010 180 1842030 5176010 180 1842030 5176010 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1842020 5176010 170 1842020 5176000 170 1842020 5176000 180 1842020 5176010 180 1842020 5176010 170</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></core:lod2MultiSurface></con:WallSurface></core:boundary>
<con:height><con:Height><con:highReference>highestRoofEdge</con:highReference><con:lowReference>lowestGroundPoint</con:lowReference><con:status>measured</con:status><con:value uom="#m">10.0</con:value></con:Height></con:height>
</bldg:BuildingPart></bldg:buildingPart>
</bldg:Building>
</core:cityObjectMember>
</core:CityModel>
