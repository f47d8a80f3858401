package io.moodspeaker.care;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells words that hint at somebody harming themselves. It looks for phrases, in English, German
 * and Korean at once, and rather finds too many than too few: nobody is harmed by a number to call.
 */
public final class DistressWords {
  private static final List<Pattern> HINTS =
      patterns(
          // English
          "\\b(kill|hurt|harm|cut|hang|shoot|drown|poison|stab|burn|starve|end)(ing|ting)? (my ?self|me\\b)",
          "suicid",
          "self ?(harm|injur|mutilat)",
          "\\bunalive",
          "\\bkms\\b",
          "\\boverdos",
          "\\b(end|ending|take|taking) (it all|it tonight|it now|everything|my (own )?life)",
          "\\b(put|putting) an end to (it|my|everything|all)",
          "\\b(want|wanna|wish|ready|rather|going|gonna|like|love|planning|time|deserve|need)( to)? (die|be dead)\\b",
          "\\b(wish|if) (that )?i (was|were|d be|would be|had died|were not|wasn t|weren t|wasnt|hadn t) ?(dead|gone|never born|not alive|alive|here|born|been born)?\\b.*\\b(dead|gone|alive|born|died)\\b",
          "\\bwish i (was|were|had) (dead|gone|not here|died|not been born|never been born|never existed)",
          "\\b(wish|better if) .{0,20}never (been )?born",
          "\\b(don t|dont|do not|didn t|no longer|not|never) (really )?(want|wanna|wish|care|need)( to)? (live|be alive|be here|exist|wake up|go on|be around|keep going|carry on|be in this world|see tomorrow)",
          "\\b(want|wanna|like|wish) (to )?(not (live|exist|wake up|be alive|be here)|never wake up|disappear|vanish|cease to exist|sleep forever)",
          "\\bbetter off (dead|without me|if i)",
          "\\b(world|everyone|everybody|family|they|you|people).{0,30}(better|happier) (off )?without me",
          "\\b(no|not any|any|without a) (reason|point|sense|purpose)( left)? (to|in|for) (live|living|life|go on|going on|be alive|being alive|carry on|carrying on|continue)",
          "\\bnothing( left)? to live for",
          "\\blife (is|s|isn t|isnt|is not|has) ?(not |no )?(worth( living| it)?|pointless|no meaning|meaningless|over for me)",
          "\\bnot worth living",
          "\\bcan ?(t|not) (go on|live|do this any ?more|take (it|this)( any ?more| any longer)|bear (it|this|to live)|carry on|keep going)",
          "\\btired of (living|life|being alive|existing)",
          "\\b(want|wanna|need|wish) (it|this|everything|the pain)( all)? to (end|stop|be over)",
          "\\b(jump|jumping|throw myself|step)( myself)? (off|from|out of|in front of|under) (a |the |my )?(bridge|building|roof|window|train|balcony|cliff|car|bus|truck)",
          "\\b(slit|cut|cutting|slash) my (wrist|arm|vein|throat|leg)",
          "\\b(take|took|taking|swallow|swallowed|eat) (all|too many|a lot of|all of)? ?(the |my |these )?(pills|tablets|sleeping pills)",
          "\\b(want|going|plan|need|have) to (go to|be in) (heaven|the other side)",
          "\\bgive up on life|\\bgiving up on life|\\bdone with (life|living)",
          // German, without its dots and sharp s, as normalised below
          "umbringen|umgebracht|bring(e|t)? mich um|brachte mich um",
          "selbstmord|suizid|freitod|selbst ?totung",
          "selbst ?verletz|selbst ?schadig|mich (selbst |selber )?(verletz|tot|aufhang|erhang|erschie|ritz|schneid|vergift|verstummel|ertrank)",
          "(ritze|schneide|verletze|tote|erhange|erschiesse|vergifte|hange) (ich )?mich",
          "\\b(will|mochte|mag|wollte|wunschte|darf|durfte|werde|kann)\\b.{0,30}\\b(sterben|tot sein|nicht mehr (leben|da ?sein|hier sein|aufwachen|existieren|weiterleben|weitermachen)|weg sein|einschlafen und nicht)",
          "\\bnicht mehr (leben|weiterleben|aufwachen|da sein|existieren|auf (der|dieser) welt)",
          "\\b(am liebsten|lieber|besser|gern|gerne|ware ich|ich ware).{0,20}\\b(tot|gestorben|nicht mehr da)\\b",
          "\\bsterben (will|mochte|wollen|wollte)",
          "(mir|mich) (das|mein) leben (nehmen|nahme|zu nehmen)|\\bleben nehmen|nehme mir das leben",
          "\\bschluss machen mit (allem|dem leben|mir)|\\bmit (allem|dem leben|meinem leben) schluss|\\bein fur alle ?mal schluss",
          "\\b(allem|dem leben|meinem leben|dem|mir) ein ende|\\bende (setzen|bereiten)|\\bmein leben beenden|\\bleben (zu )?beenden|\\bes beenden",
          "\\blebensmude|\\bdes lebens mude|\\b(satt|leid|mude) zu leben",
          "\\b(kein|keinen|ohne|nichts)\\b.{0,20}\\b(sinn|grund|lust|wert)\\b.{0,20}\\bleben|\\bleben\\b.{0,30}\\b(keinen|kein|ohne) (sinn|wert|zweck)|\\bleben (ist )?(sinnlos|nicht lebenswert|nichts wert)",
          "\\bohne mich (besser|glucklicher|leichter)|\\bbesser (dran )?ohne mich",
          "\\buberdosis|\\bpulsader|\\b(alle|zu viele|viele) (tabletten|schlaftabletten|pillen)",
          "\\b(vor|unter) (den|einen|n|die|das|ein) (zug|bahn|auto|ubahn|lkw)\\b|\\b(von|vom) (der|einer)? ?(brucke|dach|hochhaus|balkon)|\\baus dem fenster (spring|sturz)",
          "\\bkann (einfach )?nicht mehr\\b|\\bwill (einfach )?nicht mehr\\b|\\bmag nicht mehr\\b|\\bhalte (es|das) nicht mehr aus",
          "\\b(fur immer|einfach) (verschwinden|weg sein|einschlafen)|\\bnie (mehr|wieder) aufwachen",
          "\\bich (will|mochte) weg von dieser welt|\\bnie geboren");

  /** Korean is written with blanks here or there: they are taken out before. */
  private static final List<Pattern> HINTS_WITHOUT_BLANKS =
      patterns(
          "죽고(만)?싶|죽을래|죽을거|죽을까|죽을게|죽어버리|죽어야|죽었으면|죽는게(더)?(낫|나을)|죽고말|죽여줘|죽어도(좋|괜찮)|죽으면(편|좋|다)",
          "자살|자해|자결|투신|음독",
          "살기(가)?싫|살고싶지(가)?않|살고싶은(마음|생각)(이)?없|살아갈(이유|자신|힘)|살(이유|가치|의미)(가|도)?없|안살(래|고싶)|더(이상|는)(못|안)?살|못살겠|살아서뭐|사는게(의미|지옥|지겹|싫|힘들)",
          "사라지고싶|사라져버리|없어지고싶|없어져버리|사라졌으면|없어졌으면|세상을(떠나|등지|뜨)|세상에(서)?없(어지|었으면)|떠나고싶은세상",
          "목숨을(끊|버리)|목숨끊|생을(마감|끝)|삶을(끝|마감|포기)|인생을?(끝내|포기)|극단적(인)?선택|스스로를?(해치|다치|죽)|나를?(해치|죽이)|내몸을?(해치|긋|다치)",
          "뛰어내리|목을?(매|맬)|목매(달)?|손목을?(긋|그|자르)|약을?(다|많이|한꺼번에|모두)(먹|삼키)|수면제를?(다|많이|모아|한꺼번에|먹고)",
          "다끝내고싶|끝내버리고싶|끝내고싶|태어나지(말|않았)|깨어나(지)?(않|고싶지않)|눈(을)?뜨고싶지않|(없으면|없어지면|사라지면)(다|모두|더|다들)?(행복|편|낫|나을|좋)");

  private DistressWords() {}

  private static List<Pattern> patterns(String... all) {
    return List.of(all).stream().map(Pattern::compile).toList();
  }

  /** Whether a text has words that hint at somebody harming themselves. */
  public static boolean hintIn(String text) {
    String plain =
        Normalizer.normalize(
                Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{Mn}+", ""),
                Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss")
            .replaceAll("[^\\p{L}\\p{N}]+", " ")
            .strip();
    // Some recognisers write umlauts as two letters.
    String dotless = plain.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    String close = plain.replace(" ", "");
    return HINTS.stream()
            .anyMatch(hint -> hint.matcher(plain).find() || hint.matcher(dotless).find())
        || HINTS_WITHOUT_BLANKS.stream().anyMatch(hint -> hint.matcher(close).find());
  }
}
