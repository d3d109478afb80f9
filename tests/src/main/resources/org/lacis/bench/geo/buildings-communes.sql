SELECT b.id, c.id FROM buildings b JOIN communes c ON ST_Intersects(b.shape, c.shape)
