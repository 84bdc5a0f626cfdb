package org.modelwright.layer.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelwright.file.Words;
import org.modelwright.layer.LayerException;

/// The language of custom layers: what it lets through is printed in words of its own, and everything
/// else is refused before an engine hears of it.
class CustomLanguageTest {

  private static String method(String code) {
    return CustomKind.of(Layers.of(code)).method();
  }

  private static LayerException refusal(String code) {
    try {
      throw new AssertionError("it was let through:\n" + method(code));
    } catch (LayerException e) {
      return e;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x * gain                                 | torch.mul(x, gain)
          -x * gain ** 2                           | torch.mul(torch.neg(x), torch.pow(gain, 2))
          x - beta - 1 + 0 * gain                  | torch.add(torch.sub(torch.sub(x, beta), 1), torch.mul(0, gain))
          x / (width // 2) * gain                  | torch.mul(torch.div(x, torch.floordiv(width, 2)), gain)
          torch.silu(x).mul(gain)                  | torch.mul(torch.silu(x), gain)
          x.reshape(B, T, -1) * gain               | torch.mul(torch.reshape(x, [B, T, -1]), gain)
          x.sum(-1, keepdim=True) * gain           | torch.mul(torch.sum(x, [-1], keepdim=True), gain)
          x[:, 1:, 0] * gain                       | torch.mul(torch.select(torch.slice(x, 1, 1, None, 1), 2, 0), gain)
          x[..., :4, 0] * gain                     | torch.mul(torch.slice(torch.select(x, -1, 0), -1, 0, 4, 1), gain)
          torch.where(x > 0, x, 1e-5) * gain       | torch.mul(torch.where(torch.gt(x, 0), x, 1e-5), gain)
          torch.gelu(x, approximate='tanh') * gain | torch.mul(torch.gelu(x, approximate="tanh"), gain)
          torch.cat((x, x * gain), -1)             | torch.cat([x, torch.mul(x, gain)], -1)
          torch.chunk(x, 2)[1] * gain              | torch.mul((torch.chunk(x, 2))[1], gain)
          torch.layer_norm(x, width, gain, eps=1)  | torch.layer_norm(x, [width], gain, eps=float(1))
          x * gain * (width % T)                   | torch.mul(torch.mul(x, gain), (torch.divmod(width, ops.prim.max(T, 0)))[1])
          x * gain * (width // T)                  | torch.mul(torch.mul(x, gain), torch.floordiv(width, ops.prim.max(T, 0)))
          x * gain * (width % 4)                   | torch.mul(torch.mul(x, gain), torch.remainder(width, 4))
          x * gain * torch.sqrt(width) ** beta     | torch.mul(torch.mul(x, gain), torch.pow(torch.sqrt(width), beta))
          torch.masked_fill(x, x < 0, -torch.inf) * gain | torch.mul(torch.masked_fill(x, torch.lt(x, 0), -inf), gain)
          """)
  void isPrintedInFunctionsAlone(String expression, String printed) {
    assertThat(method("return " + expression)).endsWith("    return " + printed + "\n");
  }

  @Test
  void isAMethodOfTheNumbersItReads() {
    assertThat(
            method(
                "# comment\n\n"
                    + "v, i = torch.topk(x, 2)  # two\n"
                    + "y = (x *\n"
                    + "     gain)\n"
                    + "return y / T + beta\n"))
        .isEqualTo(
            """
              def _Mine(self: __torch__.Model, x: Tensor, gain: Tensor, beta: float) -> Tensor:
                T = torch.size(x, 1)
                v, i, = torch.topk(x, 2)
                y = torch.mul(x, gain)
                return torch.add(torch.div(y, T), beta)
            """);
  }

  /// Names that other layers of the printed program use are free in a method of its own.
  @Test
  void namesOfThePrinterAreFree() {
    assertThat(method("p = x * gain\no = p\nseed = o\nattention = seed\nreturn attention"))
        .contains("    p = torch.mul(x, gain)\n", "    return attention\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "torch.save(x, 'stolen')\nreturn x * gain",
        "y = torch.save(x, 'stolen')\nreturn x * gain",
        "y = torch.load('stolen')\nreturn x * gain",
        "return torch.from_file('/etc/passwd', False, 10) * gain",
        "return torch.ops.aten.from_file('/etc/passwd') * gain",
        "return torch.ops.load_library('evil.so') * gain",
        "return torch.classes.a.b(x) * gain",
        "return torch.jit.load('evil.pt') * gain",
        "return torch.hub.load('a', 'b') * gain",
        "return torch.nn.functional.relu(x) * gain",
        "f = open('stolen', 'w')\nreturn x * gain",
        "return x * gain * open('stolen')",
        "import os\nreturn x * gain",
        "from os import system\nreturn x * gain",
        "y = __import__('os').system('touch stolen')\nreturn x * gain",
        "y = eval('1')\nreturn x * gain",
        "y = exec('1')\nreturn x * gain",
        "y = getattr(x, 'data')\nreturn x * gain",
        "y = x.__class__\nreturn x * gain",
        "y = x.__class__.__mro__[1].__subclasses__()\nreturn x * gain",
        "y = x.data\nreturn x * gain",
        "y = x.grad_fn\nreturn x * gain",
        "return x.T * gain",
        "y = lambda: 1\nreturn x * gain",
        "y = (lambda z: z)(x)\nreturn x * gain",
        "y = x; z = x\nreturn x * gain",
        "y = x * gain\nreturn y; torch.save(x, 'stolen')",
        "while True:\n  pass\nreturn x * gain",
        "for i in range(9):\n  x = x\nreturn x * gain",
        "if T > 3:\n  x = x\nreturn x * gain",
        "y = [z for z in x]\nreturn x * gain",
        "y = x if T else x\nreturn x * gain",
        "def f(x):\n  return x\nreturn x * gain",
        "class A:\n  pass\nreturn x * gain",
        "global x\nreturn x * gain",
        "with x:\n  pass\nreturn x * gain",
        "y = yield x\nreturn x * gain",
        "y = await x\nreturn x * gain",
        "@torch.jit.ignore\nreturn x * gain",
        "y = x := 3\nreturn x * gain",
        "x += 1\nreturn x * gain",
        "x.add_(1)\nreturn x * gain",
        "y = torch.add_(x, 1)\nreturn y * gain",
        "y = torch.relu_(x)\nreturn y * gain",
        "x[0] = 1\nreturn x * gain",
        "torch = x\nreturn x * gain",
        "self = x\nreturn x * gain",
        "int = x\nreturn x * gain",
        "_hidden = x\nreturn x * gain",
        "__torch__ = x\nreturn x * gain",
        "return self.forward(x) * gain",
        "return ops.prim.device(x) * gain",
        "y = annotate(int, 3)\nreturn x * gain",
        "y = unchecked_cast(int, 3)\nreturn x * gain",
        "y = 'a' + 'b'\nreturn x * gain",
        "y = 'nested \"quote\"'\nreturn x * gain",
        "y = \"nested 'quote'\"\nreturn x * gain",
        "y = '''long'''\nreturn x * gain",
        "y = f'{x}'\nreturn x * gain",
        "y = 'a\\'\nreturn x * gain",
        "return torch.einsum('bti\\nimport os', [x, gain])",
        "return torch.einsum(\"bti,i->bti\\\"); import os\", [x, gain])",
        "return torch.gelu(x, approximate=\"tanh'); a\") * gain",
        "return torch.zeros([1000000000, 1000000000]) * gain",
        "return torch.ones(99999999999) * gain",
        "return torch.full([99999999999], 1) * gain",
        "return torch.empty(99999999999) * gain",
        "return torch.arange(99999999999) * gain",
        "return torch.eye(9999999) * gain",
        "return x.expand(999999999, -1, -1) * gain",
        "return x.repeat(999999999, 1, 1) * gain",
        "return x.new_zeros(99999999999) * gain",
        "return x.repeat_interleave(1000000000, 1) * gain",
        "return x.repeat_interleave(T * 1000000000, 1) * gain",
        "return torch.constant_pad_nd(x, [0, 1000000000]) * gain",
        "return torch.rand_like(x) * gain",
        "return torch.dropout(x, 0.5, True) * gain",
        "return x.to(7) * gain",
        "return x.item() * gain",
        "return x.numpy() * gain",
        "return x.backward() * gain",
        "return x.requires_grad_(False) * gain",
        "return torch.set_num_threads(4) * gain",
        "return torch.manual_seed(4) * gain",
        "return torch.set_grad_enabled(False) * gain",
        "return x * gain\nreturn x",
        "return x * gain\ny = x",
        "y = x * gain",
        "",
        "return",
        "return T",
        "return x > gain",
        "return torch.sum(x, dtype=7) * gain",
        "return x * gain * 'a'",
        "return x * gain * None",
        "return (x, gain)",
        "return x * gains",
        "return torch.topk(x, 2) * gain",
        "y = torch.topk(x, 2)\nreturn x * gain",
        "a, b, c = torch.topk(x, 2)\nreturn x * gain",
        "return x @ 3 * gain",
        "return x // 2 * gain",
        "return x < 1 < gain",
        "return x[0.5] * gain",
        "return x[..., 0, ...] * gain",
        "return x[x] * gain",
        "return x * 99999999999999999999 * gain",
        "return x * 1e999 * gain",
        "x = T\nreturn x * gain",
        "return x * 0x10 * gain",
        "return x * 1_000 * gain",
        "return x * 1j * gain",
        "return ~x * gain",
        "return {x: gain}",
        "return *x * gain",
        "return x * gain)",
        "return (x * gain",
        "return x * torch * gain",
        "return torch.inf(x) * gain",
        "return х * gain",
        "rеturn x * gain",
        "return x\u200b * gain",
        "return x * gain\u2028import os",
        "return torch\uff0esave(x) * gain",
        "y\u0000 = x\nreturn x * gain",
        "  y = x\nreturn x * gain",
        "y = x\n  z = x\nreturn x * gain",
        "y = x\n\tz = (x\nreturn x * gain",
      })
  void everythingElseIsRefusedInWords(String code) {
    LayerException e = refusal(code);
    assertThat(e.getMessage()).matches("(?s)Line \\d+, column \\d+: .+\\.|No gradient goes .+\\.");
    assertThat(e.getMessage()).doesNotContain("Exception", "{0}", "code.");
    assertThat(e.remedy()).matches("(?s)[A-Z].*\\.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          y = torch.save(x)       | Line 1, column 11: `save` is not among
          y = torch.softmx(x, 1)  | did you mean `softmax`?
          y = torch.zeros(3)      | torch.zeros_like
          y = x.add_(1)           | torch.add and give
          y = torch.softmax(x)    | softmax(x: tensor, dim: int)
          y = widht               | did you mean `width`?
          for i in x:             | not part of the language
          """)
  void complaintsNamePlaceAndRemedy(String line, String words) {
    LayerException e = refusal(line + "\nreturn x * gain");
    assertThat(e.getMessage() + "; " + e.remedy()).contains(words);
  }

  @Test
  void aParameterThatNoGradientReachesIsRefused() {
    assertThat(refusal("return x * torch.detach(gain)").getMessage())
        .isEqualTo("No gradient goes from the result to the parameter `gain`.");
    assertThat(refusal("y = x * gain\nreturn x").getMessage()).contains("`gain`");
    assertThat(refusal("return x * (gain > 0)").getMessage()).contains("`gain`");
    assertThat(refusal("return gain * torch.zeros_like(gain)").getMessage())
        .isEqualTo("The code never reads the input `x`.");
  }

  @Test
  void lengthAndDepthHaveLimits() {
    assertThat(refusal("(".repeat(5000) + "\nreturn x * gain").getMessage()).contains("a name");
    for (String deep :
        List.of(
            "(".repeat(4000) + "x" + ")".repeat(4000),
            "-".repeat(9000) + "x",
            "x" + " + x".repeat(2000),
            "x" + "[0]".repeat(2000),
            "x" + ".exp()".repeat(1000),
            "torch.exp(".repeat(900) + "x" + ")".repeat(900),
            "2" + " ** 2".repeat(1500))) {
      assertThat(refusal("return gain * " + deep).getMessage())
          .contains("nested more than 100 levels deep");
    }
    assertThat(refusal("y = x\n".repeat(201) + "return y * gain").getMessage())
        .contains("more than 200 statements");
    assertThat(refusal("#".repeat(10_000) + "\nreturn x * gain").getMessage())
        .contains("more than 10,000");
    assertThat(method("return x * gain" + " + x".repeat(90))).contains("torch.add");
  }

  @Test
  void shapesKnowNamesAndProducts() {
    var sizes = new Sizes();
    sizes.put("width", org.modelwright.operator.Dimension.of(12));
    assertThat(sizes.of("4*width/3 - 1", Words.plain("it"))).hasToString("15");
    assertThat(sizes.of("B*T*2", Words.plain("it"))).hasToString("2·B·T");
    for (String wrong :
        List.of(
            "width/5",
            "height",
            "B+1",
            "width/0",
            "0",
            "-1",
            "x(",
            "width**2",
            "1.5",
            "torch.inf",
            "",
            "9000000000000000000*2",
            "T/2",
            "[1]")) {
      assertThatThrownBy(() -> sizes.of(wrong, Words.plain("it")))
          .as(wrong)
          .isInstanceOf(LayerException.class);
    }
  }

  private static final String[] SOUP = {
    "x",
    "gain",
    "beta",
    "width",
    "B",
    "torch",
    "torch.",
    "exp",
    "sum",
    "save",
    "size",
    "view",
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    ":",
    "=",
    "+",
    "-",
    "*",
    "**",
    "/",
    "//",
    "@",
    "%",
    "<",
    "==",
    "...",
    "1",
    "0",
    "2.5",
    "1e9",
    "'a'",
    "\"b\"",
    "'",
    "\n",
    " ",
    "#",
    "return ",
    "None",
    "True",
    "lambda",
    "for",
    "_",
    "__x",
    ";",
    "\\",
    "é",
    "\t",
    "dim=",
    "keepdim=",
    "chunk",
    "topk",
    "{"
  };

  @Provide
  Arbitrary<String> soup() {
    return Arbitraries.of(SOUP).list().ofMaxSize(60).map(words -> String.join("", words));
  }

  @Property(tries = 3000)
  void soupIsPrintedOrRefused(@ForAll("soup") String code) {
    try {
      PrintedWords.requireAllowed(method("y = x * gain\n" + code + "\nreturn y"));
    } catch (LayerException e) {
      assertThat(e.getMessage()).isNotBlank();
      assertThat(e.remedy()).isNotBlank();
    }
  }

  @Property(tries = 1000)
  void anyTextIsPrintedOrRefused(@ForAll String code) {
    try {
      PrintedWords.requireAllowed(method(code));
    } catch (LayerException e) {
      assertThat(e.remedy()).isNotBlank();
    }
  }
}
