"""Photos looked at (照片指纹): in a process of their own, for their pixels come from strangers."""
