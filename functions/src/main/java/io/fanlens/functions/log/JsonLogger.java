package io.fanlens.functions.log;

import java.util.List;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** SLF4J's side of {@link JsonLog}. Fanlens logs from INFO, libraries from WARN. */
final class JsonLogger extends LegacyAbstractLogger implements LoggingEventAware {

  private static final long serialVersionUID = 1;

  private final Level threshold;

  JsonLogger(String name) {
    this.name = name;
    threshold = name.startsWith("io.fanlens.") ? Level.INFO : Level.WARN;
  }

  @Override
  public void log(LoggingEvent event) {
    write(
        event.getLevel(),
        event.getMessage(),
        event.getArgumentArray(),
        event.getKeyValuePairs(),
        event.getThrowable());
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
    write(level, message, arguments, null, thrown);
  }

  private void write(
      Level level,
      String message,
      Object[] arguments,
      List<KeyValuePair> fields,
      Throwable thrown) {
    String text = MessageFormatter.basicArrayFormat(message, arguments);
    JsonLog.write(level, name, text, fields, thrown);
  }

  @Override
  public boolean isTraceEnabled() {
    return isOn(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return isOn(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return isOn(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return isOn(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return isOn(Level.ERROR);
  }

  private boolean isOn(Level level) {
    return level.toInt() >= threshold.toInt();
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return JsonLogger.class.getName();
  }
}
