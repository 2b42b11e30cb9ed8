package io.fanlens.infra;

import io.fanlens.infra.analyzer.Assets;
import io.fanlens.stage.configuration.ConfigurationException;
import io.fanlens.stage.configuration.ConfigurationReader;
import io.fanlens.stage.configuration.StageConfiguration;
import io.fanlens.stage.configuration.StageJson;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * The CDK app, run in the top folder by the CDK CLI, which passes on the context of {@code
 * cdk.json}: {@code npx cdk synth -c stage=NAME}. With {@code -c account=NAME} it synthesizes the
 * stack of another account instead.
 */
public final class FanlensApp {

  private static final Assets ASSETS =
      new Assets(
          Path.of("functions", "target", "fanlens-functions.zip"),
          Path.of("infra", "target", "layers"));

  private FanlensApp() {}

  public static void main(String[] args) {
    int status = run(ASSETS, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(Assets assets, PrintStream errors) {
    App app = app(AppProps.builder(), Map.of());
    try {
      StageConfiguration configuration = configuration(app);
      Object account = app.getNode().tryGetContext("account");
      if (account != null) {
        AccountStack.create(app, configuration, account.toString());
        app.synth();
        return 0;
      }
      Optional<String> missing = assets.missing(configuration);
      if (missing.isPresent()) {
        errors.println(missing.get());
        return 1;
      }
      new FanlensStack(app, configuration, assets);
    } catch (ConfigurationException e) {
      errors.println(e.getMessage());
      return 1;
    }
    app.synth();
    return 0;
  }

  /**
   * A CDK app.
   *
   * @param context what {@code cdk.json} may change; the feature flags are part of it
   */
  static App app(AppProps.Builder props, Map<String, Object> context) {
    Map<String, Object> all = CdkContext.featureFlags();
    all.putAll(context);
    return new App(
        props
            .analyticsReporting(false)
            .context(all)
            .postCliContext(CdkContext.NO_METADATA)
            .build());
  }

  static StageConfiguration configuration(App app) {
    Object stage = app.getNode().tryGetContext("stage");
    return ConfigurationReader.read(
        stage == null ? StageConfiguration.DEFAULT_STAGE : stage.toString(),
        StageJson.tree(app.getNode().tryGetContext("fanlens")));
  }
}
