<?xml version="1.0" encoding="UTF-8"?>
<!-- Données synthétiques : commune inventée, écrite par Lacis. Synthetic data. -->
<core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" xmlns:bldg="http://www.opengis.net/citygml/building/2.0" xmlns:gen="http://www.opengis.net/citygml/generics/2.0" xmlns:gml="http://www.opengis.net/gml">
<gml:description>Données synthétiques. Synthetic data.</gml:description>
<gml:name>VALMORINE_BATI_2024</gml:name>
<gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::3946" srsDimension="3"><gml:lowerCorner>1811132.769 5200868.626 0</gml:lowerCorner><gml:upperCorner>1814086.958 5203746.565 500</gml:upperCorner></gml:Envelope></gml:boundedBy>
<core:cityObjectMember>
<bldg:Building gml:id="BU_96001AA1">
<core:creationDate>2024-03-01</core:creationDate>
<gen:stringAttribute name="BUILDINGID"><gen:value>96001AA1</gen:value></gen:stringAttribute>
<gen:intAttribute name="MILLESIME"><gen:value>2024</gen:value></gen:intAttribute>
<bldg:function>activité</bldg:function>
<bldg:yearOfConstruction>1883</bldg:yearOfConstruction>
<bldg:measuredHeight uom="m">8.85</bldg:measuredHeight>
<bldg:boundedBy><bldg:GroundSurface><bldg:lod2MultiSurface><gml:MultiSurface>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812103.285 5201541.849 198.134 1812097.440 5201565.015 198.134 1812135.127 5201574.423 198.134 1812140.900 5201551.256 198.134 1812103.285 5201541.849 198.134</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
</gml:MultiSurface></bldg:lod2MultiSurface></bldg:GroundSurface></bldg:boundedBy>
<bldg:boundedBy><bldg:RoofSurface><bldg:lod2MultiSurface><gml:MultiSurface>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812103.285 5201541.849 206.984 1812140.900 5201551.256 206.984 1812135.127 5201574.423 206.984 1812097.440 5201565.015 206.984 1812103.285 5201541.849 206.984</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
</gml:MultiSurface></bldg:lod2MultiSurface></bldg:RoofSurface></bldg:boundedBy>
<bldg:boundedBy><bldg:WallSurface><bldg:lod2MultiSurface><gml:MultiSurface>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812103.285 5201541.849 198.134 1812140.900 5201551.256 198.134 1812140.900 5201551.256 206.984 1812103.285 5201541.849 206.984 1812103.285 5201541.849 198.134</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812140.900 5201551.256 198.134 1812135.127 5201574.423 198.134 1812135.127 5201574.423 206.984 1812140.900 5201551.256 206.984 1812140.900 5201551.256 198.134</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812135.127 5201574.423 198.134 1812097.440 5201565.015 198.134 1812097.440 5201565.015 206.984 1812135.127 5201574.423 206.984 1812135.127 5201574.423 198.134</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812097.440 5201565.015 198.134 1812103.285 5201541.849 198.134 1812103.285 5201541.849 206.984 1812097.440 5201565.015 206.984 1812097.440 5201565.015 198.134</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
</gml:MultiSurface></bldg:lod2MultiSurface></bldg:WallSurface></bldg:boundedBy>
</bldg:Building>
</core:cityObjectMember>
<core:cityObjectMember>
<bldg:Building gml:id="BU_96001AG8">
<core:creationDate>2024-03-01</core:creationDate>
<gen:stringAttribute name="BUILDINGID"><gen:value>96001AG8</gen:value></gen:stringAttribute>
<gen:intAttribute name="MILLESIME"><gen:value>2024</gen:value></gen:intAttribute>
<bldg:function>habitation</bldg:function>
<bldg:yearOfConstruction>1884</bldg:yearOfConstruction>
<bldg:measuredHeight uom="m">9.46</bldg:measuredHeight>
<bldg:boundedBy><bldg:GroundSurface><bldg:lod2MultiSurface><gml:MultiSurface>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812923.446 5202306.396 185.901 1812930.304 5202278.981 185.901 1812890.678 5202269.171 185.901 1812883.840 5202296.489 185.901 1812923.446 5202306.396 185.901</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList srsDimension="3">1812916.868 5202295.467 185.901 1812894.734 5202289.855 185.901 1812897.509 5202279.130 185.901 1812919.614 5202284.572 185.901 1812916.868 5202295.467 185.901</gml:posList></gml:LinearRing></gml:interior></gml:Polygon></gml:surfaceMember>
</gml:MultiSurface></bldg:lod2MultiSurface></bldg:GroundSurface></bldg:boundedBy>
<bldg:boundedBy><bldg:RoofSurface><bldg:lod2MultiSurface><gml:MultiSurface>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812923.446 5202306.396 195.364 1812883.840 5202296.489 195.364 1812890.678 5202269.171 195.364 1812930.304 5202278.981 195.364 1812923.446 5202306.396 195.364</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList srsDimension="3">1812916.868 5202295.467 195.364 1812919.614 5202284.572 195.364 1812897.509 5202279.130 195.364 1812894.734 5202289.855 195.364 1812916.868 5202295.467 195.364</gml:posList></gml:LinearRing></gml:interior></gml:Polygon></gml:surfaceMember>
</gml:MultiSurface></bldg:lod2MultiSurface></bldg:RoofSurface></bldg:boundedBy>
<bldg:boundedBy><bldg:WallSurface><bldg:lod2MultiSurface><gml:MultiSurface>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812923.446 5202306.396 185.901 1812883.840 5202296.489 185.901 1812883.840 5202296.489 195.364 1812923.446 5202306.396 195.364 1812923.446 5202306.396 185.901</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812883.840 5202296.489 185.901 1812890.678 5202269.171 185.901 1812890.678 5202269.171 195.364 1812883.840 5202296.489 195.364 1812883.840 5202296.489 185.901</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812890.678 5202269.171 185.901 1812930.304 5202278.981 185.901 1812930.304 5202278.981 195.364 1812890.678 5202269.171 195.364 1812890.678 5202269.171 185.901</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812930.304 5202278.981 185.901 1812923.446 5202306.396 185.901 1812923.446 5202306.396 195.364 1812930.304 5202278.981 195.364 1812930.304 5202278.981 185.901</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812916.868 5202295.467 185.901 1812919.614 5202284.572 185.901 1812919.614 5202284.572 195.364 1812916.868 5202295.467 195.364 1812916.868 5202295.467 185.901</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812919.614 5202284.572 185.901 1812897.509 5202279.130 185.901 1812897.509 5202279.130 195.364 1812919.614 5202284.572 195.364 1812919.614 5202284.572 185.901</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812897.509 5202279.130 185.901 1812894.734 5202289.855 185.901 1812894.734 5202289.855 195.364 1812897.509 5202279.130 195.364 1812897.509 5202279.130 185.901</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812894.734 5202289.855 185.901 1812916.868 5202295.467 185.901 1812916.868 5202295.467 195.364 1812894.734 5202289.855 195.364 1812894.734 5202289.855 185.901</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
</gml:MultiSurface></bldg:lod2MultiSurface></bldg:WallSurface></bldg:boundedBy>
</bldg:Building>
</core:cityObjectMember>
<core:cityObjectMember>
<bldg:Building gml:id="BU_96001AA5_2">
<core:creationDate>2024-03-01</core:creationDate>
<gen:stringAttribute name="BUILDINGID"><gen:value>96001AA5</gen:value></gen:stringAttribute>
<gen:intAttribute name="MILLESIME"><gen:value>2024</gen:value></gen:intAttribute>
<bldg:function>habitation</bldg:function>
<bldg:yearOfConstruction>1965</bldg:yearOfConstruction>
<bldg:measuredHeight uom="m">6.40</bldg:measuredHeight>
<bldg:boundedBy><bldg:GroundSurface><bldg:lod2MultiSurface><gml:MultiSurface>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812207.712 5201564.861 198.948 1812205.774 5201573.041 198.948 1812211.865 5201574.467 198.948 1812213.886 5201566.363 198.948 1812207.712 5201564.861 198.948</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
</gml:MultiSurface></bldg:lod2MultiSurface></bldg:GroundSurface></bldg:boundedBy>
<bldg:boundedBy><bldg:RoofSurface><bldg:lod2MultiSurface><gml:MultiSurface>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812207.712 5201564.861 205.352 1812213.886 5201566.363 205.352 1812211.865 5201574.467 205.352 1812205.774 5201573.041 205.352 1812207.712 5201564.861 205.352</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
</gml:MultiSurface></bldg:lod2MultiSurface></bldg:RoofSurface></bldg:boundedBy>
<bldg:boundedBy><bldg:WallSurface><bldg:lod2MultiSurface><gml:MultiSurface>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812207.712 5201564.861 198.948 1812213.886 5201566.363 198.948 1812213.886 5201566.363 205.352 1812207.712 5201564.861 205.352 1812207.712 5201564.861 198.948</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812213.886 5201566.363 198.948 1812211.865 5201574.467 198.948 1812211.865 5201574.467 205.352 1812213.886 5201566.363 205.352 1812213.886 5201566.363 198.948</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812211.865 5201574.467 198.948 1812205.774 5201573.041 198.948 1812205.774 5201573.041 205.352 1812211.865 5201574.467 205.352 1812211.865 5201574.467 198.948</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">1812205.774 5201573.041 198.948 1812207.712 5201564.861 198.948 1812207.712 5201564.861 205.352 1812205.774 5201573.041 205.352 1812205.774 5201573.041 198.948</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
</gml:MultiSurface></bldg:lod2MultiSurface></bldg:WallSurface></bldg:boundedBy>
</bldg:Building>
</core:cityObjectMember>
</core:CityModel>
