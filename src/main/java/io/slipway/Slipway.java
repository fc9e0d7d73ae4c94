package io.slipway;

/** The program: reads the settings and wires everything. */
public final class Slipway {

  private Slipway() {}

  public static void main(String[] arguments) {
    System.out.println("slipway");
  }
}
