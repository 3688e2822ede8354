package unrolled.text;

import java.util.List;
import java.util.Random;

/** The words of {@link LittleLanguage}: phrases with their translations. */
final class LittleLexicon {
    /** The same in both languages. */
    record Phrase(String en, String zh) {}

    /** A place and the language that is spoken there. */
    record Country(Phrase place, Phrase language) {}

    /** Who, and how the following clauses refer to them. */
    record Subject(Phrase noun, Phrase pronoun) {}

    /** Verbs and the objects that go with them; some things are done at a spot that can be named. */
    record Deed(boolean anywhere, List<Phrase> verbs, List<Phrase> objects) {}

    static final List<Country> COUNTRIES = List.of(
            country("France", "法国", "French", "法语"), country("Germany", "德国", "German", "德语"),
            country("Spain", "西班牙", "Spanish", "西班牙语"), country("Italy", "意大利", "Italian", "意大利语"),
            country("Russia", "俄罗斯", "Russian", "俄语"), country("Japan", "日本", "Japanese", "日语"),
            country("Thailand", "泰国", "Thai", "泰语"), country("Greece", "希腊", "Greek", "希腊语"));

    /** What stands before and behind the place, at the beginning. */
    static final List<List<Phrase>> OPENINGS = List.of(
            List.of(p("In ", "在"), p(",", "，")), List.of(p("In ", "在"), p(",", "，")),
            List.of(p("Far away in ", "在遥远的"), p(",", "，")), List.of(p("During a year in ", "在"), p(",", "的一年里，")));

    static final List<Subject> SUBJECTS = List.of(
            subject("I", "我", "I", "我"), subject("we", "我们", "we", "我们"),
            subject("Anna", "安娜", "she", "她"), subject("Paul", "保罗", "he", "他"),
            subject("my sister", "我姐姐", "she", "她"), subject("my brother", "我哥哥", "he", "他"),
            subject("my parents", "我父母", "they", "他们"), subject("the students", "学生们", "they", "他们"),
            subject("a young nurse", "一位年轻的护士", "she", "她"), subject("an old sailor", "一位老水手", "he", "他"),
            subject("two of my friends", "我的两个朋友", "they", "他们"));

    static final List<Phrase> LINKS = List.of(p("then ", "然后"), p("later ", "后来"), p("soon ", "很快"), p("", ""), p("", ""));

    static final List<Phrase> ENDINGS = List.of(p("learnt to speak", "学会了说"), p("learnt some", "学了一些"),
            p("began to study", "开始学习"), p("fell in love with", "爱上了"), p("finally understood", "终于听懂了"),
            p("tried to write", "试着写"));

    private static final List<Phrase> THINGS = List.of(p("a red bicycle", "一辆红色自行车"), p("an old map", "一张旧地图"),
            p("a warm coat", "一件暖和的大衣"), p("three books", "三本书"), p("a small clock", "一个小闹钟"), p("two keys", "两把钥匙"));
    private static final List<Phrase> FOOD = List.of(p("some fresh bread", "一些新鲜面包"), p("a bowl of soup", "一碗汤"),
            p("a large cake", "一块大蛋糕"), p("two sweet apples", "两个甜苹果"), p("some rice", "一些米饭"));
    private static final List<Phrase> PEOPLE = List.of(p("an old friend", "一位老朋友"), p("a kind doctor", "一位好心的医生"),
            p("two musicians", "两位音乐家"), p("a famous writer", "一位有名的作家"), p("the new neighbours", "新邻居"));
    private static final List<Phrase> SIGHTS = List.of(p("a quiet museum", "一座安静的博物馆"), p("the big library", "那座大图书馆"),
            p("an old castle", "一座古老的城堡"), p("a white church", "一座白色的教堂"), p("the royal garden", "皇家花园"));
    private static final List<Phrase> SHOWS = List.of(p("a long film", "一部长电影"), p("a football match", "一场足球赛"),
            p("the evening news", "晚间新闻"), p("a funny play", "一出有趣的戏"));
    private static final List<Phrase> ALONE = List.of(p("", ""));

    static final List<Deed> DEEDS = List.of(
            new Deed(true, List.of(p("bought ", "买了"), p("found ", "找到了"), p("lost ", "丢了"), p("sold ", "卖了")), THINGS),
            new Deed(true, List.of(p("ate ", "吃了"), p("ordered ", "点了"), p("shared ", "分享了")), FOOD),
            new Deed(true, List.of(p("met ", "遇见了"), p("helped ", "帮助了"), p("thanked ", "感谢了")), PEOPLE),
            new Deed(false, List.of(p("visited ", "参观了"), p("painted ", "画了")), SIGHTS),
            new Deed(false, List.of(p("watched ", "看了")), SHOWS),
            new Deed(true, List.of(p("took a walk", "散了步"), p("sang a song", "唱了一首歌"), p("played the piano", "弹了钢琴"),
                    p("slept well", "睡得很好"), p("waited for an hour", "等了一个小时"), p("wrote a long letter", "写了一封长信"),
                    p("drank tea", "喝了茶"), p("danced", "跳了舞")), ALONE),
            new Deed(false, List.of(p("caught a cold", "感冒了"), p("missed the last train", "错过了末班火车"),
                    p("made many friends", "交了很多朋友"), p("earned a little money", "挣了一点钱")), ALONE));

    static final List<Phrase> SPOTS = List.of(p("near the station", "在车站附近"), p("at the market", "在市场上"),
            p("in a small village", "在一个小村庄里"), p("by the sea", "在海边"), p("in the park", "在公园里"),
            p("behind the school", "在学校后面"), p("on a long bridge", "在一座长桥上"), p("under a big tree", "在一棵大树下"),
            p("at the university", "在大学里"), p("in the old town", "在老城里"));

    static final List<Phrase> TIMES = List.of(p("last summer", "去年夏天"), p("one morning", "一天早上"), p("on Monday", "星期一"),
            p("that night", "那天夜里"), p("before dinner", "晚饭前"), p("after work", "下班后"), p("in winter", "冬天"),
            p("on a rainy day", "在一个雨天"), p("the next day", "第二天"), p("by chance", "碰巧"));

    private LittleLexicon() {}

    static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static Phrase p(String en, String zh) {
        return new Phrase(en, zh);
    }

    private static Country country(String en, String zh, String languageEn, String languageZh) {
        return new Country(p(en, zh), p(languageEn, languageZh));
    }

    private static Subject subject(String en, String zh, String pronounEn, String pronounZh) {
        return new Subject(p(en, zh), p(pronounEn, pronounZh));
    }
}
