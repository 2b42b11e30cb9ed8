package io.fanlens.local.stack;

/** Where what has a host of its own on AWS is found on this machine. */
public interface Addresses {

  /** No host is served, so that all addresses stay those of AWS. */
  Addresses OF_AWS =
      new Addresses() {
        @Override
        public void open(String address) {}

        @Override
        public String localized(String text) {
          return text;
        }
      };

  /**
   * Opens a port for a host.
   *
   * @param address on AWS, without a slash at its end
   */
  void open(String address);

  /** A text with local addresses in place of those of all hosts opened so far. */
  String localized(String text);
}
