package org.lacis.link.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the named normalisations make of names, and that to normalise twice is to normalise once.
final class NormalisationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain    | Écully-le-Haut  (nord)         | ecully le haut nord
          plain    | L'Œuvre d’Ægidius              | l oeuvre d aegidius
          plain    | ΑΘΉΝΑ ﬁn ™                     | αθηνα fin tm
          plain    | İstanbul Straße Łódź           | istanbul strasse lodz
          plain    | שָׁלוֹם                          | שָׁלוֹם
          name     | Gare de Lyon Part-Dieu         | gare lyon part dieu
          name     | Hôpital St-Jean de Dieu        | hopital saint jean dieu
          name     | Pl. du Mal Foch (sud)          | place marechal foch
          name     | Parc & Jardin d'Été            | parc jardin ete
          name     | S.N.C.F. Voyageurs             | sncf voyageurs
          name     | Mairie du 3ème arrondissement  | mairie 3e arrondissement
          name     | Premier Film                   | 1e film
          name     | Place du Onze Novembre 1918    | place 11 novembre 1918
          name     | Bâtiment D                     | batiment d
          name     | AV D ITALIE                    | avenue italie
          name     | La                             | la
          name     | TIR A L'ARC                    | tir arc
          name     | Tir à l’arc                    | tir arc
          name     | Bâtiment A                     | batiment a
          name     | Eglise N.D. de Fourvière       | eglise notre dame fourviere
          station  | Gare de Lyon Part-Dieu         | lyon part dieu
          station  | LYON PART DIEU                 | lyon part dieu
          station  | Gare SNCF                      | gare sncf
          station  | Lyon-Perrache-Gare-Rout        | lyon perrache
          facility | Gymn. St-Exupéry               | gymnase saint exupery
          facility | EC. ELEM. Jules Ferry          | ecole elementaire jules ferry
          facility | Coll. & Lyc. Lumière           | college lycee lumiere
          person   | M. DUPONT, Jean-Marie          | dupont jean marie
          person   | Jean Marie Dupont              | dupont jean marie
          person   | Dr Marie CURIE (physicienne)   | curie marie
          code     | bu_69381-as 107                | BU69381AS107
          street   | 12 bis, Bd de la Croix-Rousse, 69004 LYON | boulevard croix rousse
          town     | 69266 VILLEURBANNE CEDEX       | villeurbanne
          town     | Lyon 3e Arrondissement         | lyon
          town     | La Mulatière                   | mulatiere
          none     | ' a  B '                       | a B
          """)
  void knownForms(String key, String text, String expected) {
    assertThat(Normalisation.byKey(key).orElseThrow().of(text)).isEqualTo(expected);
  }

  @TestFactory
  Stream<DynamicTest> toNormaliseTwiceIsToNormaliseOnce() {
    return Worlds.seeds(30)
        .map(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Random random = new Random(seed);
                  for (int i = 0; i < 100; i++) {
                    String text =
                        random.nextBoolean() ? Worlds.french(random) : Worlds.anything(random);
                    for (String key :
                        List.of("none", "plain", "name", "station", "facility", "person", "code")) {
                      Normalisation normalisation = Normalisation.byKey(key).orElseThrow();
                      String once = normalisation.of(text);
                      assertThat(normalisation.of(once))
                          .as(key + " of <" + text + ">")
                          .isEqualTo(once);
                    }
                  }
                }));
  }

  @Test
  void namedOnesKnowTheirWord() {
    for (String key : Normalisation.keys()) {
      assertThat(Normalisation.byKey(key).orElseThrow().key()).as(key).isPresent();
    }
    assertThat(Normalisation.byKey("name").orElseThrow().key()).contains("name");
    assertThat(Normalisation.byKey("nonsense")).isEmpty();
  }

  @Test
  void unmatchedBracketsStay() {
    assertThat(Brackets.without("a (b (c) d) e) f (g")).isEqualTo("a   e) f (g");
  }
}
