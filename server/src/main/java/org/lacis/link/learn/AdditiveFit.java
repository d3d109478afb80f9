package org.lacis.link.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lacis.link.rule.Decision;

/// Fits the curves of a logistic decision: the log-odds of a match are a bias and what each
/// criterion contributes, a curve that is straight between the knots of its [Form].
///
/// The most likely curves under a ridge on their steps, found by Newton's method; within each
/// iteration the quadratic model is minimised one step at a time, which keeps a step to the side
/// that the trend allows (as glmnet does: Friedman, Hastie and Tibshirani 2010). The same examples
/// in the same order give the same curves to the last bit.
public final class AdditiveFit {
  private static final int ITERATIONS = 50;
  private static final int SWEEPS = 2000;
  private static final double ENOUGH = 1e-9;

  private final List<Form> forms;
  private final int width;
  private final int[] first;
  private final double[] ridges;
  private final double[] least;
  private final double[] most;

  private AdditiveFit(List<Form> forms, double ridge) {
    this.forms = forms;
    first = new int[forms.size()];
    int columns = 1;
    for (int c = 0; c < first.length; c++) {
      first[c] = columns;
      // One column a stretch between two knots, one for what is missing.
      columns += Math.max(0, forms.get(c).knots().length - 1) + 1;
    }
    width = columns;
    ridges = new double[width];
    Arrays.fill(ridges, ridge);
    // The bias stands where the examples put it.
    ridges[0] = 0;
    least = new double[width];
    most = new double[width];
    Arrays.fill(least, Double.NEGATIVE_INFINITY);
    Arrays.fill(most, Double.POSITIVE_INFINITY);
    for (int c = 0; c < first.length; c++) {
      int stretches = forms.get(c).knots().length - 1;
      for (int k = 0; k < stretches; k++) {
        switch (forms.get(c).trend()) {
          case RISING -> least[first[c] + k] = 0;
          case FALLING -> most[first[c] + k] = 0;
          case FREE -> {}
        }
      }
    }
  }

  /// @param examples matches and others, several of each
  /// @param forms of each criterion, in order
  /// @param ridge how much a step of 1 in log-odds is held against a curve, more than 0; 1 is
  ///   usual, more makes flatter curves
  /// @return a decision that accepts and reviews from 0.5
  public static Decision.Logistic fit(List<Example> examples, List<Form> forms, double ridge) {
    AdditiveFit fit = new AdditiveFit(forms, ridge);
    double[][] rows = examples.stream().map(fit::row).toArray(double[][]::new);
    return fit.decision(fit.solve(rows, examples));
  }

  private double[] row(Example example) {
    double[] row = new double[width];
    row[0] = 1;
    for (int c = 0; c < first.length; c++) {
      double[] knots = forms.get(c).knots();
      double value = example.values()[c];
      int stretches = Math.max(0, knots.length - 1);
      if (Double.isNaN(value)) {
        row[first[c] + stretches] = stretches > 0 ? 1 : 0;
        continue;
      }
      for (int k = 0; k < stretches; k++) {
        row[first[c] + k] = Math.clamp((value - knots[k]) / (knots[k + 1] - knots[k]), 0, 1);
      }
    }
    return row;
  }

  private double[] solve(double[][] rows, List<Example> examples) {
    double[] weights = new double[width];
    double cost = cost(rows, examples, weights);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] step = step(rows, examples, weights);
      double share = 1;
      double[] next = weights;
      double better = cost;
      // A whole step may go too far where the examples are told apart with ease.
      for (int halving = 0; halving < 30; halving++, share /= 2) {
        double[] tried = moved(weights, step, share);
        double its = cost(rows, examples, tried);
        if (its < cost) {
          next = tried;
          better = its;
          break;
        }
      }
      boolean settled = cost - better < ENOUGH * (1 + Math.abs(cost));
      weights = next;
      cost = better;
      if (settled) {
        break;
      }
    }
    return weights;
  }

  private static double[] moved(double[] weights, double[] step, double share) {
    double[] moved = new double[weights.length];
    for (int j = 0; j < moved.length; j++) {
      moved[j] = weights[j] + share * step[j];
    }
    return moved;
  }

  private double cost(double[][] rows, List<Example> examples, double[] weights) {
    double cost = 0;
    for (int i = 0; i < rows.length; i++) {
      double odds = dot(rows[i], weights);
      double wrong = examples.get(i).match() ? -odds : odds;
      cost +=
          examples.get(i).weight() * (Math.max(0, wrong) + Math.log1p(Math.exp(-Math.abs(wrong))));
    }
    for (int j = 0; j < width; j++) {
      cost += ridges[j] * weights[j] * weights[j] / 2;
    }
    return cost;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int j = 0; j < one.length; j++) {
      sum += one[j] * other[j];
    }
    return sum;
  }

  /// To the least of the quadratic model, within what the trends allow.
  private double[] step(double[][] rows, List<Example> examples, double[] weights) {
    double[] slope = new double[width];
    double[][] bend = new double[width][width];
    int[] used = new int[width];
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      double sure = 1 / (1 + Math.exp(-dot(row, weights)));
      double counts = examples.get(i).weight();
      double wrong = counts * (sure - (examples.get(i).match() ? 1 : 0));
      double weight = counts * Math.max(1e-6, sure * (1 - sure));
      int count = 0;
      for (int j = 0; j < width; j++) {
        if (row[j] != 0) {
          used[count++] = j;
        }
      }
      for (int a = 0; a < count; a++) {
        int j = used[a];
        slope[j] += wrong * row[j];
        double scaled = weight * row[j];
        for (int b = 0; b <= a; b++) {
          bend[j][used[b]] += scaled * row[used[b]];
        }
      }
    }
    for (int j = 0; j < width; j++) {
      slope[j] += ridges[j] * weights[j];
      bend[j][j] += ridges[j] + 1e-9;
      for (int k = 0; k < j; k++) {
        bend[k][j] = bend[j][k];
      }
    }
    double[] step = new double[width];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      double largest = 0;
      for (int j = 0; j < width; j++) {
        double at = step[j];
        double to = at - (slope[j] + dot(bend[j], step)) / bend[j][j];
        step[j] = Math.clamp(to, least[j] - weights[j], most[j] - weights[j]);
        largest = Math.max(largest, Math.abs(step[j] - at));
      }
      if (largest < 1e-10) {
        break;
      }
    }
    return step;
  }

  private Decision.Logistic decision(double[] weights) {
    List<Decision.Share> shares = new ArrayList<>();
    for (int c = 0; c < first.length; c++) {
      double[] knots = forms.get(c).knots();
      if (knots.length == 0) {
        shares.add(Decision.Line.NONE);
        continue;
      }
      double[] ys = new double[knots.length];
      for (int k = 1; k < ys.length; k++) {
        ys[k] = ys[k - 1] + weights[first[c] + k - 1];
      }
      shares.add(new Decision.Curve(knots, ys, weights[first[c] + knots.length - 1]));
    }
    return new Decision.Logistic(weights[0], shares, 0.5, 0.5);
  }
}
