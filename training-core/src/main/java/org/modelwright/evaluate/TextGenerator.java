package org.modelwright.evaluate;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.Costs;
import org.modelwright.data.tokenizer.TokenDecoder;
import org.modelwright.data.tokenizer.Tokenizer;
import org.modelwright.engine.Decoder;
import org.modelwright.file.InputException;
import org.modelwright.progress.Progress;

/// Writes text token by token.
public final class TextGenerator {

  private TextGenerator() {}

  /// @param maxTokens tokens to write at most
  /// @param stop the text that ends the writing, left out of it; empty for none
  public record Request(String prompt, int maxTokens, String stop, Sampler.Settings sampling) {}

  /// Hears what is written.
  @FunctionalInterface
  public interface Listener {
    /// @param text what goes on the end of the text; may be empty, where a token is but a part of a
    ///     character or may begin the stop text
    /// @param prediction of the token that made the text certain, to be asked for at once or not at all;
    ///     null for the prompt and for what was held back at the end
    void write(String text, @Nullable Supplier<Prediction> prediction);
  }

  /// Writes until enough is written, the stop text or the end of a text comes up, or the user stops
  /// it. A window that is full goes on with its newer half.
  ///
  /// @param listener hears the prompt, then what each token adds
  /// @return how many tokens were written
  public static int generate(
      TrainedModel model, Request request, Listener listener, Progress progress) {
    Tokenizer tokenizer = model.tokenizer();
    int[] prompt = tokenizer.encode(request.prompt());
    OptionalInt end = tokenizer.endOfText();
    if (prompt.length == 0) {
      prompt =
          new int[] {
            end.orElseThrow(() ->
                new InputException(
                    "The prompt is empty; write some text for the model to go on with."))
          };
    }
    listener.write(request.prompt(), null);
    int window = window(model);
    var certain = new StringBuilder();
    var output = new StopText(request.stop(), certain::append);
    var sampler = new Sampler(request.sampling());
    TokenDecoder text = tokenizer.decoder();
    int[] history = prompt;
    int written = 0;
    try (var decoder = new Decoder(model.parameters(), model.program(), window)) {
      double[] scores = decoder.read(tail(history, window - 1));
      while (written < request.maxTokens() && !progress.cancelled()) {
        int token = sampler.next(scores);
        if (end.isPresent() && token == end.getAsInt()) {
          break;
        }
        written++;
        history = Arrays.copyOf(tail(history, window), Math.min(history.length, window) + 1);
        history[history.length - 1] = token;
        double[] expected = scores;
        Supplier<Prediction> prediction =
            () -> Prediction.of(expected, token, id -> tokenizer.decode(new int[] {id}));
        boolean goesOn = output.push(text.push(token));
        pass(certain, prediction, listener);
        if (!goesOn) {
          return written;
        }
        if (decoder.position() == decoder.capacity()) {
          decoder.reset();
          scores = decoder.read(tail(history, Math.max(1, window / 2)));
        } else {
          scores = decoder.read(new int[] {token});
        }
      }
    }
    output.push(text.flush());
    output.flush();
    if (!certain.isEmpty()) {
      pass(certain, null, listener);
    }
    return written;
  }

  private static void pass(
      StringBuilder certain, @Nullable Supplier<Prediction> prediction, Listener listener) {
    listener.write(certain.toString(), prediction);
    certain.setLength(0);
  }

  /// The longest window: what the model was trained on, unless its positions end earlier.
  private static int window(TrainedModel model) {
    OptionalLong longest = Costs.longestWindow(model.program());
    return (int) Math.min(model.context(), longest.orElse(Integer.MAX_VALUE));
  }

  private static int[] tail(int[] tokens, int count) {
    return Arrays.copyOfRange(tokens, Math.max(0, tokens.length - count), tokens.length);
  }
}
