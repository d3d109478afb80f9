SELECT s.id, c.id FROM sensors s JOIN communes c ON ST_Within(s.shape, c.shape)
