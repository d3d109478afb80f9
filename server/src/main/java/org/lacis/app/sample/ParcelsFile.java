package org.lacis.app.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/// The parcels of the local side: an ESRI Shapefile of polygons (ESRI white paper, July 1998) in
/// EPSG:3946 with its index, its dBASE III table, its `.prj` and its `.cpg`.
final class ParcelsFile implements SampleFile {
  private static final int HEADER = 100;
  private static final int POLYGON = 5;
  // Type, box, one part, five points.
  private static final int CONTENT = 4 + 32 + 4 + 4 + 4 + 5 * 16;
  private static final String PRJ =
      """
      PROJCS["RGF93_CC46",GEOGCS["GCS_RGF_1993",DATUM["D_RGF_1993",\
      SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],\
      UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],\
      PARAMETER["False_Easting",1700000.0],PARAMETER["False_Northing",5200000.0],\
      PARAMETER["Central_Meridian",3.0],PARAMETER["Standard_Parallel_1",45.25],\
      PARAMETER["Standard_Parallel_2",46.75],PARAMETER["Latitude_Of_Origin",46.0],\
      UNIT["Meter",1.0]]\
      """;

  private record Field(String name, char type, int length) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field("IDU", 'C', 14),
          new Field("SECTION", 'C', 2),
          new Field("NUMERO", 'C', 4),
          new Field("CONTENANCE", 'N', 9),
          new Field("ORIGINE", 'C', 32));

  private final Path shp;
  private final Path shx;
  private final Path dbf;
  private final OutputStream shapes;
  private final OutputStream index;
  private final OutputStream table;
  private final Envelope extent = new Envelope();
  private int count;

  /// @param folder where `parcelles.shp` and its siblings are put
  ParcelsFile(Path folder) throws IOException {
    Files.createDirectories(folder);
    shp = folder.resolve("parcelles.shp");
    shx = folder.resolve("parcelles.shx");
    dbf = folder.resolve("parcelles.dbf");
    Files.writeString(folder.resolve("parcelles.prj"), PRJ);
    Files.writeString(folder.resolve("parcelles.cpg"), "UTF-8\n");
    shapes = new BufferedOutputStream(Files.newOutputStream(shp), 1 << 16);
    index = new BufferedOutputStream(Files.newOutputStream(shx), 1 << 16);
    table = new BufferedOutputStream(Files.newOutputStream(dbf), 1 << 16);
    shapes.write(new byte[HEADER]);
    index.write(new byte[HEADER]);
    table.write(tableHeader(0));
  }

  @Override
  public void lot(Lot lot) throws IOException {
    Geometry outline =
        new GeometryValue(Town.onGround(lot.outline()), Town.LAMBERT_93).to(Town.CC46).shape();
    extent.expandToInclude(outline.getEnvelopeInternal());
    int offset = HEADER + count * (8 + CONTENT);
    count++;
    ByteBuffer entry = ByteBuffer.allocate(8).putInt(offset / 2).putInt(CONTENT / 2);
    index.write(entry.array());
    shapes.write(record(outline));
    row(lot);
  }

  private byte[] record(Geometry outline) {
    ByteBuffer record = ByteBuffer.allocate(8 + CONTENT);
    record.putInt(count).putInt(CONTENT / 2).order(ByteOrder.LITTLE_ENDIAN);
    record.putInt(POLYGON);
    box(record, outline.getEnvelopeInternal());
    record.putInt(1).putInt(5).putInt(0);
    Coordinate[] ring = outline.getCoordinates();
    // Outer rings run clockwise here.
    for (int i = ring.length - 1; i >= 0; i--) {
      record.putDouble(ring[i].x).putDouble(ring[i].y);
    }
    return record.array();
  }

  private static void box(ByteBuffer buffer, Envelope box) {
    buffer.putDouble(box.getMinX()).putDouble(box.getMinY());
    buffer.putDouble(box.getMaxX()).putDouble(box.getMaxY());
  }

  private void row(Lot lot) throws IOException {
    String cadastral = lot.cadastral();
    String[] values = {
      cadastral,
      cadastral.substring(8, 10),
      cadastral.substring(10),
      Long.toString(Math.round(lot.frontage() * lot.depth())),
      Town.ORIGIN
    };
    table.write(' ');
    for (int i = 0; i < values.length; i++) {
      Field field = FIELDS.get(i);
      byte[] cell = values[i].getBytes(StandardCharsets.UTF_8);
      byte[] padding = " ".repeat(field.length() - cell.length).getBytes(StandardCharsets.US_ASCII);
      table.write(field.type() == 'N' ? padding : cell);
      table.write(field.type() == 'N' ? cell : padding);
    }
  }

  private static byte[] tableHeader(int rows) {
    int length = 32 + 32 * FIELDS.size() + 1;
    int width = 1 + FIELDS.stream().mapToInt(Field::length).sum();
    ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    // dBASE III without memo, last changed on 1 January 2025.
    header.put((byte) 3).put((byte) 125).put((byte) 1).put((byte) 1);
    header.putInt(rows).putShort((short) length).putShort((short) width);
    for (int i = 0; i < FIELDS.size(); i++) {
      Field field = FIELDS.get(i);
      header.position(32 + 32 * i).put(field.name().getBytes(StandardCharsets.US_ASCII));
      header.put(32 + 32 * i + 11, (byte) field.type());
      header.put(32 + 32 * i + 16, (byte) field.length());
    }
    header.put(length - 1, (byte) '\r');
    return header.array();
  }

  private byte[] shapeHeader(long bytes) {
    ByteBuffer header = ByteBuffer.allocate(HEADER).putInt(9994).position(24);
    header.putInt(Math.toIntExact(bytes / 2)).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(1000).putInt(POLYGON);
    box(header, extent);
    return header.array();
  }

  @Override
  public void close() throws IOException {
    try (shapes;
        index;
        table) {
      table.write(0x1A);
    }
    putFirst(shp, shapeHeader(HEADER + count * (8L + CONTENT)));
    putFirst(shx, shapeHeader(HEADER + count * 8L));
    putFirst(dbf, tableHeader(count));
  }

  private static void putFirst(Path file, byte[] header) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(header), 0);
    }
  }
}
