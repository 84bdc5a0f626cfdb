package org.modelwright.compile;

/// The methods that [ActivationCheckpointing] calls. Gradients lie in a list `g`, at first without any;
/// a place is an index of it.
final class CheckpointingMethods {

  private CheckpointingMethods() {}

  static final String ALL =
      """
        def absent(self: __torch__.Model, count: int) -> List[Optional[Tensor]]:
          g = annotate(List[Optional[Tensor]], [])
          for i in range(count):
            torch.append(g, None)
          return g
        def present(self: __torch__.Model, g: List[Optional[Tensor]], p: List[Tensor]) -> List[Tensor]:
          d = annotate(List[Tensor], [])
          for i in range(torch.len(p)):
            if ops.prim.requires_grad(p[i]):
              torch.append(d, unchecked_cast(Tensor, g[i]))
            else:
              pass
          return d
        def leaf(self: __torch__.Model, x: Tensor) -> Tensor:
          y = torch.detach(x)
          if torch.is_floating_point(y):
            torch.requires_grad_(y, True)
          else:
            pass
          return y
        def receive(self: __torch__.Model, g: List[Optional[Tensor]], place: int, d: Optional[Tensor]) -> int:
          if torch.__is__(g[place], None):
            torch._set_item(g, place, d)
          else:
            if torch.__isnot__(d, None):
              torch._set_item(g, place, torch.add(unchecked_cast(Tensor, g[place]), unchecked_cast(Tensor, d)))
            else:
              pass
          return 0
        def hand_over(self: __torch__.Model, g: List[Optional[Tensor]], places: List[int], to: List[int]) -> int:
          for i in range(torch.len(places)):
            d = g[places[i]]
            torch._set_item(g, places[i], None)
            self.receive(g, to[i], d)
          return 0
        def differentiate(self: __torch__.Model, g: List[Optional[Tensor]], leaves: List[Tensor], places: List[int], results: List[Tensor], result_places: List[int]) -> int:
          y = annotate(List[Tensor], [])
          d = annotate(List[Optional[Tensor]], [])
          for i in range(torch.len(results)):
            if ops.prim.requires_grad(results[i]):
              torch.append(y, results[i])
              if torch.__is__(g[result_places[i]], None):
                torch.append(d, torch.zeros_like(results[i]))
              else:
                torch.append(d, g[result_places[i]])
            else:
              pass
            torch._set_item(g, result_places[i], None)
          x = annotate(List[Tensor], [])
          at = annotate(List[int], [])
          for i in range(torch.len(leaves)):
            if ops.prim.requires_grad(leaves[i]):
              torch.append(x, leaves[i])
              torch.append(at, places[i])
            else:
              pass
          if torch.gt(torch.mul(torch.len(x), torch.len(y)), 0):
            found = torch.grad(y, x, d, None, False, True)
            for i in range(torch.len(x)):
              self.receive(g, at[i], found[i])
          else:
            pass
          return 0
      """;
}
