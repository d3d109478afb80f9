package org.lacis.source.citygml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.source.features.CityShape;
import org.locationtech.jts.geom.Polygon;

/// A city object as it was read, with those inside it.
final class CityObject {

  /// A geometry of some level of detail.
  ///
  /// @param lod level of detail; -1 where the property names none
  /// @param value what stood there
  /// @param owed references to polygons that belong to it
  record Part(int lod, GeometryValue value, List<String> owed) {}

  final String type;
  final String id;
  final String parent;
  final Map<String, List<String>> properties = new LinkedHashMap<>();
  final List<CityObject> inside = new ArrayList<>();
  final List<Part> parts = new ArrayList<>();
  final List<GeometryException> broken = new ArrayList<>();

  CityObject(String type, String id, String parent) {
    this.type = type;
    this.id = id;
    this.parent = parent;
  }

  void property(String name, String words) {
    properties.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(words);
  }

  boolean isBuildingPart() {
    return type.endsWith("Part");
  }

  /// Roofs, walls, grounds…: the skin of the object around, not a thing of its own.
  private boolean isSkin() {
    return type.endsWith("Surface");
  }

  /// The geometries of this object and its skin that cannot be read.
  List<GeometryException> allBroken() {
    List<GeometryException> all = new ArrayList<>(broken);
    for (CityObject one : inside) {
      if (one.isSkin()) {
        all.addAll(one.allBroken());
      }
    }
    return all;
  }

  /// The highest level of detail with a shape; -1 when none is named.
  int lod() {
    int highest = ownLod();
    for (CityObject one : inside) {
      if (one.isBuildingPart()) {
        highest = Math.max(highest, one.lod());
      }
    }
    return highest;
  }

  private int ownLod() {
    int highest = -1;
    for (Part part : parts) {
      highest = Math.max(highest, part.lod());
    }
    for (CityObject one : inside) {
      if (one.isSkin()) {
        highest = Math.max(highest, one.ownLod());
      }
    }
    return highest;
  }

  /// The shape of this object and its parts.
  ///
  /// @param polygons those of the member that have an id
  /// @param missing told of references that lead nowhere
  Optional<GeometryValue> shape(Map<String, Polygon> polygons, List<String> missing) {
    CityShape shape = new CityShape();
    gather(shape, polygons, missing);
    return shape.whole();
  }

  private void gather(CityShape shape, Map<String, Polygon> polygons, List<String> missing) {
    int lod = ownLod();
    if (!solids(lod, shape, polygons, missing)) {
      surfaces(lod, shape, polygons, missing);
    }
    for (CityObject one : inside) {
      if (one.isBuildingPart()) {
        one.gather(shape, polygons, missing);
      }
    }
  }

  /// @return whether there was a solid whose faces are all known
  private boolean solids(
      int lod, CityShape shape, Map<String, Polygon> polygons, List<String> missing) {
    boolean found = false;
    for (Part part : parts) {
      if (part.lod() == lod && part.value().body() == GeometryValue.Body.SOLID) {
        int before = missing.size();
        List<Polygon> faces = faces(part, polygons, missing);
        if (missing.size() == before && !faces.isEmpty()) {
          shape.add(faces, part.value().crs(), true);
          found = true;
        }
      }
    }
    return found;
  }

  private void surfaces(
      int lod, CityShape shape, Map<String, Polygon> polygons, List<String> missing) {
    boolean skinned = false;
    for (CityObject one : inside) {
      if (one.isSkin() && one.ownLod() == lod) {
        skinned |= one.faces(lod, shape, polygons, missing);
      }
    }
    if (!skinned) {
      faces(lod, shape, polygons, missing);
    }
  }

  private boolean faces(
      int lod, CityShape shape, Map<String, Polygon> polygons, List<String> missing) {
    boolean found = false;
    for (Part part : parts) {
      if (part.lod() == lod) {
        List<Polygon> faces = faces(part, polygons, missing);
        if (faces.isEmpty()) {
          shape.addOther(part.value());
        } else {
          shape.add(faces, part.value().crs(), false);
          found = true;
        }
      }
    }
    return found;
  }

  private static List<Polygon> faces(
      Part part, Map<String, Polygon> polygons, List<String> missing) {
    List<Polygon> faces = CityShape.polygons(part.value().shape());
    for (String href : part.owed()) {
      Polygon target = polygons.get(href);
      if (target == null) {
        missing.add(href);
      } else {
        faces.add(target);
      }
    }
    return faces;
  }
}
