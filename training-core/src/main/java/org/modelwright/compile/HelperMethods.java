package org.modelwright.compile;

/// The methods that printed functions call besides each other.
final class HelperMethods {

  private HelperMethods() {}

  static final String CONVOLUTION =
      """
        def convolution(self: __torch__.Model, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
          rows = torch.reshape(x, [1, -1, 1, torch.size(weight, 1)])
          matrix = torch.unsqueeze(torch.unsqueeze(weight, 2), 3)
          y = torch.conv2d(torch.permute(rows, [0, 3, 1, 2]), matrix, bias)
          return torch.reshape(torch.permute(y, [0, 2, 3, 1]), [torch.size(x, 0), torch.size(x, 1), -1])
      """;

  /// The queries in parts, each with the keys up to its last position: nothing is computed for later
  /// ones but within the part.
  static final String ATTENTION =
      """
        def attention(self: __torch__.Model, q: Tensor, k: Tensor, v: Tensor, dropout: float, causal: bool) -> Tensor:
          length = torch.size(q, 2)
          scaled = torch.mul(q, torch.div(1., torch.sqrt(torch.size(q, 3))))
          keys = torch.transpose(k, 2, 3)
          part = length
          if causal:
            part = 128
          else:
            pass
          mixed = annotate(List[Tensor], [])
          for i in range(torch.floordiv(torch.sub(torch.add(length, part), 1), part)):
            begin = torch.mul(i, part)
            rows = ops.prim.min(part, torch.sub(length, begin))
            scores = torch.narrow(scaled, 2, begin, rows)
            if causal:
              end = torch.add(begin, rows)
              later = torch.full([rows, end], -inf, dtype=ops.prim.dtype(q), layout=None, device=ops.prim.device(q), pin_memory=False)
              seen = torch.add(torch.matmul(scores, torch.narrow(keys, 3, 0, end)), torch.triu(later, torch.add(begin, 1)))
              values = torch.narrow(v, 2, 0, end)
            else:
              seen = torch.matmul(scores, keys)
              values = v
            shares = torch.dropout(torch.softmax(seen, -1), dropout, True)
            torch.append(mixed, torch.matmul(shares, values))
          return torch.cat(mixed, 2)
      """;

  static final String ROTARY =
      """
        def rotary(self: __torch__.Model, x: Tensor, base: float, start: int) -> Tensor:
          width = torch.size(x, 3)
          dtype = 6
          if torch.eq(ops.prim.dtype(x), 7):
            dtype = 7
          else:
            pass
          pair = torch.arange(0, width, 2, dtype=dtype, layout=None, device=ops.prim.device(x), pin_memory=False)
          frequency = torch.exp(torch.mul(pair, torch.div(torch.neg(torch.log(base)), width)))
          end = torch.add(start, torch.size(x, 2))
          position = torch.arange(start, end, dtype=dtype, layout=None, device=ops.prim.device(x), pin_memory=False)
          angle = torch.outer(position, frequency)
          cosine = torch.cos(angle)
          sine = torch.sin(angle)
          a, b = torch.chunk(x, 2, 3)
          first = torch.sub(torch.mul(a, cosine), torch.mul(b, sine))
          second = torch.add(torch.mul(b, cosine), torch.mul(a, sine))
          return torch.type_as(torch.cat([first, second], 3), x)
      """;

  static final String ATTEND =
      """
        def attend(self: __torch__.Model, q: Tensor, key: Tensor, value: Tensor, k: Tensor, v: Tensor, start: int, groups: int, window: int, sinks: int) -> Tensor:
          length = torch.size(q, 2)
          end = torch.add(start, length)
          _0 = torch.copy_(torch.narrow(k, 2, start, length), key)
          _1 = torch.copy_(torch.narrow(v, 2, start, length), value)
          keys = torch.type_as(torch.narrow(k, 2, 0, end), q)
          values = torch.type_as(torch.narrow(v, 2, 0, end), q)
          if torch.gt(groups, 1):
            all_keys = torch.repeat_interleave(keys, groups, 1)
            all_values = torch.repeat_interleave(values, groups, 1)
          else:
            all_keys = keys
            all_values = values
          if torch.gt(window, 0):
            seen = self.visible(self.places(start, end, q), self.places(0, end, q), window, sinks)
          else:
            seen = torch.tril(torch.ones([length, end], dtype=11, layout=None, device=ops.prim.device(q), pin_memory=False), start)
          return torch.scaled_dot_product_attention(q, all_keys, all_values, seen)
      """;

  /// Which keys each query sees, by their places in the text: `[queries, keys]`.
  static final String VISIBLE =
      """
        def places(self: __torch__.Model, begin: int, end: int, like: Tensor) -> Tensor:
          return torch.arange(begin, end, dtype=4, layout=None, device=ops.prim.device(like), pin_memory=False)
        def visible(self: __torch__.Model, query: Tensor, key: Tensor, window: int, sinks: int) -> Tensor:
          distance = torch.sub(torch.unsqueeze(query, 1), torch.unsqueeze(key, 0))
          near = torch.logical_or(torch.lt(distance, window), torch.lt(torch.unsqueeze(key, 0), sinks))
          return torch.logical_and(torch.ge(distance, 0), near)
      """;

  static final String FUSED_WINDOW =
      """
        def fused_window(self: __torch__.Model, q: Tensor, k: Tensor, v: Tensor, dropout: float, window: int, sinks: int) -> Tensor:
          place = self.places(0, torch.size(q, 2), q)
          seen = self.visible(place, place, window, sinks)
          return torch.scaled_dot_product_attention(q, k, v, seen, dropout, False)
      """;

  /// As [#ATTENTION], each part with the keys that its queries may reach and no others.
  static final String COMPOSED_WINDOW =
      """
        def composed_window(self: __torch__.Model, q: Tensor, k: Tensor, v: Tensor, dropout: float, window: int, sinks: int) -> Tensor:
          length = torch.size(q, 2)
          scaled = torch.mul(q, torch.div(1., torch.sqrt(torch.size(q, 3))))
          mixed = annotate(List[Tensor], [])
          for i in range(torch.floordiv(torch.add(length, 127), 128)):
            begin = torch.mul(i, 128)
            rows = ops.prim.min(128, torch.sub(length, begin))
            end = torch.add(begin, rows)
            first = ops.prim.max(0, torch.add(torch.sub(begin, window), 1))
            kept = ops.prim.min(sinks, first)
            reached = torch.sub(end, first)
            keys = torch.cat([torch.narrow(k, 2, 0, kept), torch.narrow(k, 2, first, reached)], 2)
            values = torch.cat([torch.narrow(v, 2, 0, kept), torch.narrow(v, 2, first, reached)], 2)
            key = torch.cat([self.places(0, kept, q), self.places(first, end, q)], 0)
            hidden = torch.logical_not(self.visible(self.places(begin, end, q), key, window, sinks))
            scores = torch.matmul(torch.narrow(scaled, 2, begin, rows), torch.transpose(keys, 2, 3))
            shares = torch.dropout(torch.softmax(torch.masked_fill(scores, hidden, -inf), -1), dropout, True)
            torch.append(mixed, torch.matmul(shares, values))
          return torch.cat(mixed, 2)
      """;
}
