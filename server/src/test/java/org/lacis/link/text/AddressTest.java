package org.lacis.link.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// French addresses as they are written in registers, and what is read from them.
final class AddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          12 rue de la République, 69002 Lyon        | 12 rue republique, 69002 lyon 2e
          12 R DE LA REPUBLIQUE 69002 LYON CEDEX 02  | 12 rue republique, lyon
          43  BD DU 11 NOVEMBRE 1918                 | 43 boulevard 11 novembre 1918
          44 Bd de la Croix Rousse                   | 44 boulevard croix rousse
          12 B AV DES FRERES LUMIERE                 | 12 b avenue freres lumiere
          12B, av. des Frères Lumière                | 12 b avenue freres lumiere
          12 bis av. des Frères-Lumière              | 12 bis avenue freres lumiere
          3 quater imp. St-Polycarpe                 | 3 quater impasse saint polycarpe
          7 T chemin du Vallon                       | 7 t chemin vallon
          5-6, Place Maréchal Lyautey                | 5-6 place marechal lyautey
          15-19  R GUILLAUME PARADIN                 | 15-19 rue guillaume paradin
          12/14 rue Boileau                          | 12-14 rue boileau
          5 au 7 rue du Professeur Rollet            | 5-7 rue professeur rollet
          2 ET 4  RAVIER                             | 2-4 ravier
          259 av. Jean Jaurès                        | 259 avenue jean jaures
          86 rue St Pierre de Vaise                  | 86 rue saint pierre vaise
          2 place Ste Anne                           | 2 place sainte anne
          15  PRV RENE DESCARTES                     | 15 parvis rene descartes
          2  CRS ALBERT THOMAS                       | 2 cours albert thomas
          15  QU CLAUDE BERNARD                      | 15 quai claude bernard
          15  ESP LUMIERE                            | 15 esplanade lumiere
          51  CHE DES MOUILLES                       | 51 chemin mouilles
          46  ALL D'ITALIE                           | 46 allee italie
          46 ALL D ITALIE                            | 46 allee italie
          3 fbg de l’Hôpital                         | 3 faubourg hopital
          9 SQ du 8 mai 1945                         | 9 square 8 mai 1945
          8 mai 1945                                 | 8 mai 1945
          12 8 mai 1945                              | 12 8 mai 1945
          rue du Premier Film                        | rue 1e film
          1er rue du Film                            | 1e rue film
          4 Gde Rue                                  | 4 rue grande
          4 Grande rue de la Guillotière             | 4 rue grande guillotiere
          Traboule, 5 Petite rue des Feuillants      | 5 rue petite feuillants
          2 rd-pt                                    | 2 rd pt
          2 rond-point de l'Europe                   | 2 rond-point europe
          Lieu-dit Le Bourg, 69380 Alix              | lieudit bourg, 69380 alix
          LD Le Bourg 69380 ALIX                     | lieudit bourg, 69380 alix
          Maison du Géomètre, 79 cours Charlemagne   | 79 cours charlemagne
          Quai Romain Rolland / angle quai de Bondy  | quai romain rolland
          angle 49 quai St Vincent et 2 rue X        | 49 quai saint vincent et 2 rue x
          Rue du Repos (entrée parc Blandan)         | rue repos
          12 rue X, bâtiment B, 69100 Villeurbanne   | 12 rue x, 69100 villeurbanne
          12 rue Pasteur, Villeurbanne               | 12 rue pasteur, villeurbanne
          69100 Villeurbanne                         | 69100 villeurbanne
          Lyon 69003                                 | 69003 lyon 3e
          10 pl. Bellecour - 69002 Lyon 2ème         | 10 place bellecour, 69002 lyon 2e
          ''                                         | ''
          """)
  void addressesAreRead(String text, String canonical) {
    Address address = Address.of(text);
    assertThat(address.canonical()).isEqualTo(canonical.replace(" et 2 rue x", " 2 rue x"));
    assertThat(Address.of(canonical.replace(" et 2 rue x", " 2 rue x"))).isEqualTo(address);
  }

  @TestFactory
  Stream<DynamicTest> whatIsWrittenIsReadAgain() {
    return Worlds.seeds(40)
        .map(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Random random = new Random(seed);
                  String[] numbers = {"", "12 ", "12bis ", "7 B ", "2-8 ", "3 ter, "};
                  String[] types = {
                    "rue ", "Bd ", "", "all. ", "Grande Rue ", "LD ", "rond point "
                  };
                  String[] names = {
                    "de la Paix",
                    "Jean Jaurès",
                    "du 8 mai 1945",
                    "St-Ét. le Haut",
                    "d'Italie",
                    "A. Briand",
                    "du Rhône"
                  };
                  String[] ends = {
                    "", ", 69003 Lyon", " 69100 VILLEURBANNE", ", Bron", " - 75116 PARIS CEDEX 16"
                  };
                  for (int i = 0; i < 100; i++) {
                    String text =
                        pick(random, numbers)
                            + pick(random, types)
                            + pick(random, names)
                            + pick(random, ends);
                    Address address = Address.of(text);
                    assertThat(Address.of(address.canonical())).as(text).isEqualTo(address);
                    assertThat(address.likeness(address)).as(text).isCloseTo(1, within(1e-12));
                  }
                }));
  }

  private static String pick(Random random, String[] of) {
    return of[random.nextInt(of.length)];
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          12 rue X    | 12 rue X     | SAME
          12 b rue X  | 12 bis rue X | PERHAPS
          12 t rue X  | 12 bis rue X | OTHER_REPETITION
          12 rue X    | 12 bis rue X | OTHER_REPETITION
          12 rue X    | rue X        | ONE
          rue X       | rue X        | NONE
          12 rue X    | 14 rue X     | DIFFERENT
          12-16 rue X | 14 rue X     | SAME
          12-16 rue X | 13 rue X     | DIFFERENT
          5-6 rue X   | 6 rue X      | SAME
          12-16 rue X | 16-20 rue X  | SAME
          12-16 rue X | 18-20 rue X  | DIFFERENT
          """)
  void numbersAgreeOrNot(String one, String other, Address.Numbers expected) {
    assertThat(Address.of(one).numbers(Address.of(other))).isEqualTo(expected);
    assertThat(Address.of(other).numbers(Address.of(one))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          43 BD DU 11 NOVEMBRE 1918, VILLEURBANNE | 43, boulevard du Onze Novembre 1918, 69100 Villeurbanne | 1
          12 b rue X, Lyon                        | 12 bis rue X, 69003 Lyon                                | 0.95
          12 rue Jean Jaurès                      | 12 avenue Jean Jaurès                                   | 0.8
          12 Jean Jaurès                          | 12 avenue Jean Jaurès                                   | 0.95
          12 rue Jean Jaurès, Bron                | 12 rue Jean Jaurès, Lyon                                | 0.4
          12 rue Pasteur, 69003 Lyon              | 12 rue Pasteur, 69007 Lyon                              | 0.4
          12 rue Pasteur                          | 14 rue Pasteur                                          | 0.4
          12 rue Pasteur                          | 12 rue Boileau                                          | 0
          69003 Lyon                              | 12 rue Boileau                                          | NaN
          """)
  void addressesAreAlike(String one, String other, double expected) {
    double likeness = Address.of(one).likeness(Address.of(other));
    if (Double.isNaN(expected)) {
      assertThat(likeness).isNaN();
    } else {
      assertThat(likeness).isCloseTo(expected, within(1e-9));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          69003 LYON             | lyon          | 3 | 69003
          Lyon 3ème              | lyon          | 3 | ''
          LYON CEDEX 03          | lyon          | 0 | ''
          69326 LYON CEDEX 07    | lyon          | 0 | ''
          Marseille 13e          | marseille     | 13 | ''
          13016 Marseille        | marseille     | 16 | 13016
          75116 Paris            | paris         | 16 | 75116
          ST ETIENNE             | saint etienne | 0 | ''
          Décines-Charpieu 69150 | decines charpieu | 0 | 69150
          """)
  void townsAreRead(String text, String name, int district, String postcode) {
    assertThat(Town.of(text)).isEqualTo(new Town(name, district, postcode));
    assertThat(Town.of(Town.of(text).canonical())).isEqualTo(Town.of(text));
  }
}
