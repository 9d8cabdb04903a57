"""Templates and words of the bench corpus. {slot} is a list of the same name here, or a method of corpus.Article.

The proportions are those of news pages: about a fifth of the text inside quotation marks, one word in five or six
with a capital, sentences of about twenty words, three or four paragraphs to 1,000 bytes.
"""


def words(text):
    return text.split()


def lines(text):
    return [line.strip() for line in text.strip().splitlines()]


noun = words("""
agreement airport airline allowance archive assembly auction backlog ballot barrier bakery battery bench border bridge
budget bulletin cable calendar camp canal cargo census ceremony chamber channel clinic coalition coast college column
committee compensation concert conference consignment contract convoy corridor council court crane credit crop crossing
customs dairy dam database deadline debate decree delay delegation deposit depot diary district dock document drought
drill economy election embankment engine estate exam exhibition factory farm ferry fertiliser festival fibre field fine
fishery flag fleet flood forecast forest formula freight frontier fuel funeral furnace garage garden grain grant gravel
grid guarantee harbour harvest headquarters helicopter highway holiday hospital hostel household hydropower index
inflation inquiry inspection insurance interest inventory invoice island journal junction jury kitchen laboratory ladder
lake landing lease ledger levy library licence line loan lorry machine mandate manifesto map market mast measure meeting
memorandum metre mill mine minority mission module monastery mortgage motorway museum negotiation network newspaper
notice nursery oath observatory office orchard order outpost output package panel parade parish park parliament
passenger patrol pavilion payment peninsula pension permit petition pier pilot pipeline plan plant platform plateau port
portfolio post poll prison procedure profit programme project proposal province quarry quota radar railway ranger ration
reactor receipt record referendum reform refund register remark rent report reservoir residence resolution restaurant
revenue review ridge river road roof route runway salary satellite schedule scheme school sector seminar session shelter
shipment shipyard shortage signal site speech square stadium statute steel storage strait street strike studio subsidy
summit supply survey tariff tax telescope temple terminal textile theatre ticket timber timetable tower township tractor
trade train transit treaty treasury trial tribunal tunnel turbine union university vaccine valley vehicle verdict vessel
veto village vineyard visa visit vote wage warehouse waterway wharf wheat winter workshop yard zone
""")

adjective = words("""
annual armed bilateral brief broad careful central cheap civilian coastal commercial common complex costly cross-border
current daily deep delayed desert domestic draft eastern economic electoral electric empty estimated federal final
financial fiscal foreign formal frozen general granite humanitarian idle independent industrial initial inland joint
judicial large late legal limited local long-range low-lying maritime marginal medical merchant military mobile modest
monthly mountainous municipal narrow national naval new northern nuclear old open outer overdue parliamentary partial
permanent political postponed preliminary private provincial public quarterly quiet rapid recent regional remote revised
rival rural seasonal second separate short-term silent sizeable social southern special spare state-owned steady steep
strategic stranded strict temporary third-largest tidal underground unfinished unusual upland urban vacant voluntary
western wide winter wooden written
""")

verb_past = words("""
accepted added adjusted agreed announced appointed approved arranged assembled attended bought built cancelled carried
changed cleared closed collected completed considered copied counted covered crossed cut delivered described designed
discussed doubled drafted dropped earned emptied entered examined expanded explained extended fell finished flooded
followed found froze gained gathered grew handed held hired housed improved increased inspected installed invited issued
joined kept launched leased left lost lowered made measured moved named needed opened ordered outlined owned paid passed
planned planted played postponed prepared presented printed produced published raised reached received recorded reduced
refused registered repaired replaced reported resumed returned reviewed rose scheduled scrapped sealed sent served set
settled shared shipped showed shut signed sold spent sponsored started stopped stored studied supplied surveyed tested
took touched trained translated used visited voted warned watched weighed widened won wrote
""")

verb_base = words("""
accept adjust allocate appoint approve arrange attract auction audit broaden build buy cancel carry clear close collect
complete consider count cover cut deliver deploy design discuss dredge earn electrify examine expand explain extend
finance finish fund guarantee handle host house import improve inspect install invite issue join keep launch lease lower
maintain measure modernise move name negotiate open order outline pay plan postpone prepare present print produce publish
raise ratify receive recruit reduce register relocate renew rent reopen repair replace report resume review scrap sell
send set settle share ship shut sign sponsor start stop store study supply survey suspend test train transfer translate
upgrade use visit vote weigh widen
""")

adverb = words("""
again already also briefly carefully early eventually formally largely later mostly narrowly nearly only partly publicly
quickly quietly rarely recently repeatedly shortly slowly soon still together twice unexpectedly usually
""")

day = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
month = words("January February March April May June July August September October November December")
unit = words("tonnes kilometres households hectares seats vehicles passengers barrels megawatts pages litres acres homes")
plural = words("""
farmers residents commuters teachers lawyers engineers sailors traders nurses students drivers miners bakers voters
analysts shareholders customers tenants pensioners volunteers climbers musicians archivists divers surveyors
shopkeepers fishermen officials delegates neighbours families
""")
job = lines("""
lecturer in international relations
fellow at a policy institute
professor of economics
historian
retired schoolteacher
truck driver
analyst at a brokerage
market trader
maritime lawyer
senior researcher
farmer from the valley
tour guide
""")
office = lines("""
Foreign Minister
Prime Minister
Defence Minister
Trade Minister
Deputy Foreign Minister
foreign ministry spokesman
foreign ministry spokeswoman
Finance Minister
Energy Minister
Interior Minister
Agriculture Minister
ambassador
central bank governor
navy chief
government spokesman
transport minister
President
""")
group = words("NATO ASEAN Unesco OPEC Mercosur Interpol") + ["the European Union", "the United Nations",
        "the World Bank", "the African Union", "the IMF", "the WTO", "the Arab League", "the G7"]

when = lines("""
on {day}
on {day}
last {month}
late on {day}
earlier this week
in {month}
on {month} {number_small}
this year
two years ago
over the weekend
by the end of {month}
during the {adjective} season
""")
where = lines("""
in {place}
in {capital}
near {place}
along the {adjective} coast
at the {noun} in {city}
across the {adjective} provinces
outside {city}
in the {adjective} {noun}
between {city} and {place}
""")
np = lines("""
the {adjective} {noun}
the {adjective} {noun}
the {noun}
a {adjective} {noun}
the {noun} of the {adjective} {noun}
the {noun} {noun}
its {adjective} {noun}
{a_few} {plural}
the {noun} in {place}
the {A_adj} {noun}
the {adjective} {B_adj} {noun}
""")
a_few = words("some several few dozens hundreds many most".replace("dozens", "twenty").replace("hundreds", "forty"))

say = words("said said said said said said said added told-reporters explained noted argued insisted warned claimed")
say_of = words("said said said said told-reporters added argued warned suggested acknowledged insisted stated")

# What officials put in words of their own.
quote = lines("""
We will {verb_base} {np} {when}, and nobody should doubt it.
Our position on the {noun} has not changed, and it will not change {when}.
The {noun} is a matter for {A} and {B} alone.
We hope that {B} will {verb_base} {np} without further delay.
It is a {adjective} step, but it is only the first one.
This decision hurts {plural} on both sides of the {noun}.
{B} has kept its word on the {noun}, and we are grateful for that.
{B}'s conduct over the {noun} is unacceptable.
Nobody told us that {np} had been {verb_past}.
The two countries need {np}, not another {noun}.
I have asked my colleagues to {verb_base} {np} and to {verb_base} the rest {when}.
What matters now is {np}, not who {verb_past} it.
We {verb_past} {np} because the {adjective} {noun} left us no choice.
There is no {adjective} {noun}, and there never was one.
We strongly condemn the attack on {np}, and we expect {B} to answer for it.
Such threats will not make {A} {verb_base} {np}.
The {noun} {verb_past} {number} {unit} last year, and it can {verb_base} twice as many.
Anyone who has seen {np} knows how much work is left.
We welcome the proposal that {B} {verb_past} {when}.
If {np} is not {verb_past} {when}, the {noun} will have to wait for another {adjective} {noun}.
I would rather {verb_base} {np} slowly than {verb_base} it badly.
It took {number_small} years to {verb_base} {np}; it took one night to lose it.
Both sides should show restraint and return to the {noun}.
A {adjective} {noun} serves the interests of {A}, of {B} and of the whole region.
We are ready to talk about {np}, but not under pressure.
The {adjective} {noun} must be {verb_past} in full.
My government supports {B} in this, and it will go on supporting {B}.
They {verb_past} {np} and then they {verb_past} us the bill.
""")
short_quote = lines("""
a {adjective} {noun}
neither {adjective} nor {adjective}
deeply regrettable
a {noun} without a {noun}
the {adjective} {noun} of our time
{adverb} {verb_past}
a matter of {noun}
groundless and {adjective}
a {adjective} partner
not a single {noun}
too little and too late
an act of {adjective} pressure
""")
# What is told of somebody's words.
clause = lines("""
{np} would be {verb_past} {when}
{A} would {verb_base} {np} {when}
{np} had {adverb} been {verb_past} {where}
the {noun} needed {number} {unit} more than planned
{B} had {adverb} {verb_past} {np}
the two sides had {verb_past} {np} and would {verb_base} it {when}
{np} could not be {verb_past} before {month}
it was too early to {verb_base} {np}
{A} was open to {np} but would not {verb_base} the {adjective} {noun}
{np} {verb_past} {number} {unit} and would {verb_base} more {when}
the government had no plans to {verb_base} {np}
{plural} {where} should {verb_base} {np} first
relations with {B} had {adverb} improved since {np} was {verb_past}
the ministry was {verb_ing} {np} {where}
he expected {B} to {verb_base} {np} {when}
""")
told = lines("""
{A} urged {B} to {verb_base} {np} {when}.
{A} condemned {B} {when} for {verb_ing} {np} {where}.
{A} and {B} signed {np} {where} {when}, after months of talks.
{A_adj} troops {verb_past} {np} {where}, and {B} recalled its ambassador {when}.
{B} accused {A} of {verb_ing} {np} {where}.
{A} imposed a tariff on {B_adj} {noun} {when}.
{A} welcomed {B_adj} help with {np} {where}.
{A} and {B} held a joint drill {where} {when}, the {number_small}th of its kind.
{A} rejected the {B_adj} claim to {np}.
{B} was criticised by {A} over {np}.
{A} pledged {number} {unit} of {noun} for {B}, which {verb_past} {np} {when}.
{A} expelled two {B_adj} diplomats {when} in a dispute over {np}.
""")
background = lines("""
The {adjective} {noun}, which {verb_past} {number} {unit} {when}, is the largest of its kind {where}.
{plural_c} {where} have {adverb} {verb_past} {np}, and {a_few} have {verb_past} {np} instead.
{np_c} was {verb_past} {when} after {np} {verb_past} {where}.
About {number} {unit} were {verb_past} {where} {when}, more than in the same months of last year.
The {noun} was first {verb_past} in {year}, when {np} {verb_past} {where}.
Shares in {company} rose {percent} percent {when}, and those of {company} fell {percent} percent.
{company} {verb_past} {np} {where}, according to a {noun} that it published {when}.
{np_c} and {np} were {verb_past} {where}, but {plural} kept {verb_ing} {np}.
{city}, a {noun} town of {number} people, lies {number_small} kilometres from the {noun}.
At the {adjective} end of the {noun}, {plural} {verb_past} {np} while {plural} {verb_past} tea.
It was not clear who {verb_past} {np} or why the {noun} was {verb_past}.
{np_c}, built in {year}, {verb_past} {np} {when} and has not been {verb_past} since.
The price of {noun} {verb_past} by {percent} percent, the {adjective} {noun} by ${money}.
The {noun} follows {number_small} years in which {np} {adverb} {verb_past} {np}.
{person_new}, who {verb_past} {np} {where}, could not be reached {when}.
Under a {noun} of {year}, {np} must be {verb_past} before {np} is {verb_past}.
{A_adj} {plural} and their {B_adj} neighbours {verb_past} {np} for years before {np} was {verb_past}.
In {capital}, {np} {verb_past} {np}, and in {city} {plural} {verb_past} the {noun} that {B} had {verb_past}.
{A}, {B} and {C} each {verb_past} {np}, though only {C} {verb_past} the {adjective} {noun}.
Trade between {A} and {C} {adverb} {verb_past} after the {B_adj} {noun} was {verb_past} {when}.
The {C_adj} {noun} {verb_past} {np}, as did the {A_adj} {noun} {where}.
Few of the {plural} who {verb_past} {np} had seen {city} before, and fewer had {verb_past} {np}.
{institution} {verb_past} {np} {when} and {verb_past} {np} {where}.
At {institution}, {np} is {adjective} and {np} is {adjective}.
There were those who {verb_past} {np}, and there were those who would not.
None of this would have been {verb_past} had it not been for {np}.
How {np} came to be {verb_past} is what {plural} {where} would like to know.
As {adjective} as it is {adjective}, {np} has {adverb} been {verb_past} by {plural}.
More {plural} than ever {verb_past} {np}; fewer than half of them {verb_past} it {when}.
Those {plural} can {verb_base} {np} if they {verb_base} {np} at their own cost.
Between {month} and {month}, as many as {number} {plural} {verb_past} {np} or {verb_past} it.
{person_new} and her {noun} {verb_past} {where}, where they {verb_past} {np} until it was {verb_past}.
All that is left of {np} is a {noun}, a {noun} and what {plural} call the {adjective} {noun}.
{np_c} is a {adjective} {noun} for {A} and a {adjective} one for {B}, whose {plural} {verb_past} it {when}.
{group_c} {verb_past} {np} in {year}; {A} and {B} joined {when}.
Nearly all of {np} goes through {place}, where {plural} {verb_past} {np} {when}.
A {noun} {where} {verb_past} {np}, {adverb} the {adjective} record, and {np} had to be {verb_past}.
Rain {verb_past} {np} {where}, and {a_few} {plural} spent the night in the {noun}.
{np_c} is due to be {verb_past} {when}, though {plural} {where} doubt that it can be {verb_past} in time.
Of the {unit} {verb_past} {when}, {number} were {adjective}, some were {adjective} and the rest were not counted.
{given} and {given}, two {plural} from {place}, {verb_past} {np} by hand and {verb_past} it to {city}.
For {number_small} days the {adjective} {noun} {verb_past} nothing but {noun}, {noun} and {adjective} {noun}.
""")
link = lines("""
However,
In the meantime,
As a result,
At the same time,
By contrast,
For the time being,
Even so,
After all,
On the whole,
Still,
Not long ago,
Among other things,
In part because of {np},
Despite {np},
Before {np} was {verb_past},
According to {np},
With {np} in mind,
Apart from {np},
""")
more = lines("""
, which {verb_past} {np}
, as well as {np}
because nobody had {verb_past} {np}
while {plural} {adverb} {verb_past} {np}
even though {np} was not {verb_past}
, whose {noun} {verb_past} more than {number} {unit}
, and it was {plural} who {verb_past} {np}
so that {np} could be {verb_past}
, not least in {place}
rather than {verb_base} {np}
, where the {noun} is said to be {adjective}
in order to {verb_base} {np}
, one of the {adjective} {plural} among them
as if {np} had never been {verb_past}
, up from {number} a year before
, to the surprise of {plural} {where}
, among them {person_new} of {company}
, who had to {verb_base} {np} first
""")
headline = lines("""
{A} {verb_past} {noun} as {B} weighs {adjective} {noun}
{A_adj} {noun} {verb_past} after {B_adj} {noun}
{noun_c} {verb_past} {where}, {plural} say
{A}, {B} to {verb_base} {noun} {when}
{B} slams {A} over {adjective} {noun}
""")
nav = lines("""
Skip to content
Menu
Search
Subscribe
Sign in
World
Business
Sport
Advertisement
Home
Newsletters
Share
""")
promo = lines("""
Read more: {head}
Related: {head}
Photo: {np} {where}. Photo credit: {agency}
{person_new} at the {noun} {where} {when}. {agency}/File
Sign up for our newsletter
Advertisement
Also read: {head}
Story continues below advertisement
Listen to this article
""")
agency = ["Reuters", "AFP", "AP", "EPA-EFE", "Getty Images", "Xinhua"]
tail = lines("""
Reporting by {person_new} in {capital} and {person_new} in {city}; Editing by {person_new}
Copyright {year} {company}. All rights reserved.
Tags: {A}, {B}, {noun}, {noun}
Do you have a news tip? Write to us at tips@example.org
© {year} {company}. All rights reserved. This material may not be published, broadcast or redistributed.
More from the {noun} desk: {head}
Follow us on Twitter and Facebook
Comments ({number_small})
""")
ticker = ["S&P 500", "Dow 30", "Nasdaq", "Crude Oil", "Gold", "Nikkei 225", "FTSE 100", "EUR/USD"]
company_kind = words("Shipping Holdings Airways Mining Energy Foods Bank Steel Rail Textiles Media Group")
syllable = words("""
ba be bo da de dor el en fa fi ga gor ha ho il ka ke kor la le lin ma mi mor na ne nor o pa pe ra re ri ro sa se shi
so ta te tor u va ve vi wa xi ya yo za ze zu
""")
ending = words("n r s l t m v sen ski ov ez ini ard mann li wa ko to ra ng d k son ic")
