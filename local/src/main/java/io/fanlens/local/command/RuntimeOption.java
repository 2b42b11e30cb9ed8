package io.fanlens.local.command;

import io.fanlens.local.lambda.FunctionRuntime;
import io.fanlens.operations.command.UserError;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --runtime NAME}, shared by the commands that start a local cloud. */
public final class RuntimeOption {

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      defaultValue = "auto",
      converter = Name.class,
      description =
          "runtime of the function: amazon (Amazon's runtime interface client, Linux only),"
              + " plain (a loop in Java), or auto (default), which is amazon on Linux and plain"
              + " elsewhere")
  private FunctionRuntime runtime;

  /** AMAZON or PLAIN. */
  public FunctionRuntime chosen() {
    try {
      return runtime.onThisMachine();
    } catch (UnsupportedOperationException e) {
      throw UserError.badArgument("--runtime amazon: " + e.getMessage());
    }
  }

  /** Converts the name of a runtime. */
  static final class Name implements ITypeConverter<FunctionRuntime> {
    @Override
    public FunctionRuntime convert(String text) {
      try {
        return FunctionRuntime.of(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
