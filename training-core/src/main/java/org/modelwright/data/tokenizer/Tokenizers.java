package org.modelwright.data.tokenizer;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;

/// Where tokenizers come from: files, and the text they learn from.
public final class Tokenizers {

  private Tokenizers() {}

  /// Loads a `tokenizer.json`. A file that this program wrote is run by the tokenizer that wrote it;
  /// any other by the Hugging Face library.
  ///
  /// @throws InputException where the file is missing or is not a tokenizer
  public static Tokenizer load(Path tokenizerJson) {
    try {
      return TokenizerJson.parse(Files.readString(tokenizerJson), tokenizerJson);
    } catch (NoSuchFileException e) {
      throw new InputException(
          tokenizerJson
              + " does not exist; restore it, or give the path of another tokenizer.json.",
          e);
    } catch (CharacterCodingException e) {
      throw new InputException(
          tokenizerJson + " is not UTF-8 text; give the path of a tokenizer.json.", e);
    } catch (IOException e) {
      throw new InputException(
          tokenizerJson
              + " cannot be read ("
              + IoReason.of(e)
              + "); give the path of a tokenizer.json.",
          e);
    }
  }

  /// Writes `tokenizer.json`, atomically.
  public static void save(Tokenizer tokenizer, Path tokenizerJson) throws IOException {
    AtomicFile.write(tokenizerJson, tokenizer.json());
  }

  /// What becomes the tokenizer that the settings ask for, once it has seen the text.
  public static TokenizerLearner learner(TokenizerSettings settings) {
    return switch (settings) {
      case TokenizerSettings.Characters() -> new CharacterLearner();
      case TokenizerSettings.Bytes() -> TokenizerLearner.knowing(BpeTokenizer.bytes());
      case TokenizerSettings.Bpe(int vocabulary) -> new BpeLearner(vocabulary);
      case TokenizerSettings.Existing(Path path) -> TokenizerLearner.knowing(load(path));
    };
  }
}
