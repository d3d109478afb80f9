SELECT z.id, b.id FROM zones z JOIN buildings b ON ST_Intersects(z.shape, b.shape)
