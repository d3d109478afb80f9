<?xml version='1.0' encoding="UTF-8" ?>
<wfs:FeatureCollection xmlns:ms="http://mapserver.gis.umn.edu/mapserver" xmlns:gml="http://www.opengis.net/gml" xmlns:wfs="http://www.opengis.net/wfs/2.0" timeStamp="2020-01-01T00:00:00" numberMatched="2" numberReturned="2">
  <wfs:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4171"><gml:lowerCorner>45.70 4.77</gml:lowerCorner><gml:upperCorner>45.81 4.90</gml:upperCorner></gml:Envelope></wfs:boundedBy>
  <wfs:member>
    <ms:adr_voie_lieu.adrarrond gml:id="adr_voie_lieu.adrarrond.1">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4171"><gml:lowerCorner>45.70 4.77</gml:lowerCorner><gml:upperCorner>45.81 4.90</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ms:msGeometry><gml:Polygon srsName="urn:ogc:def:crs:EPSG::4171"><gml:exterior><gml:LinearRing><gml:posList srsDimension="2">45.70 4.80 45.70 4.82 45.72 4.82 45.72 4.80 45.70 4.80</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></ms:msGeometry>
      <ms:nom>EXEMPLE 1ER</ms:nom>
      <ms:nomreduit>EXEMPLE 1</ms:nomreduit>
      <ms:insee>69991</ms:insee>
      <ms:libofficiel>Exempleville 1er Arrondissement</ms:libofficiel>
      <ms:gid>1</ms:gid>
    </ms:adr_voie_lieu.adrarrond>
  </wfs:member>
  <wfs:member>
    <ms:adr_voie_lieu.adrarrond gml:id="adr_voie_lieu.adrarrond.2">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4171"><gml:lowerCorner>45.70 4.77</gml:lowerCorner><gml:upperCorner>45.81 4.90</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ms:msGeometry><gml:Polygon srsName="urn:ogc:def:crs:EPSG::4171"><gml:exterior><gml:LinearRing><gml:posList srsDimension="2">45.72 4.80 45.72 4.82 45.74 4.82 45.74 4.80 45.72 4.80</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></ms:msGeometry>
      <ms:nom>EXEMPLE 2EME</ms:nom>
      <ms:nomreduit>EXEMPLE 2</ms:nomreduit>
      <ms:insee>69992</ms:insee>
      <ms:libofficiel>Exempleville 2e Arrondissement</ms:libofficiel>
      <ms:gid>2</ms:gid>
    </ms:adr_voie_lieu.adrarrond>
  </wfs:member>
</wfs:FeatureCollection>
