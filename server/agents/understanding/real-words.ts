/** Words that look like a slip in a word that orders are made of, and are none. */
export const REAL_WORDS: readonly string[] = `
aback abdicated abetting abler abnormal abnormally aboard aborts abound abridge abridged abridges abridging absolved absolving absorbed
absorbs acceding accent accepted accepts accident accidents acclaimed acclaims accompany accordingly accordion accordions accosting accounts
accruing accusing aced ached aching acknowledgements acknowledges acknowledgments acre acted activate actives activity actuality actuary
adjusted adjusts adorning advanced advances advised adviser advisers advises advocate affair affection affections afflicted afflicting
afflicts affording afresh afternoons afterward aground ailed ailing ails airtight alarms alerts alight aligned aligning alignments alike
aline alive allocated allocates allowing allures allying almighty alone alter altering amassing amble amen amending amends amiss among
analyses analyst analysts analytic analyzed analyzer analyzes ancient ancients angering angling annexation annotating annotations
announcements announcer announcers announces annoyance annually antibody ants anythings aping appalled appalling appeals appear appeared
appeases appended appending appendix appends applies appointed appointee appoints appreciable appreciated appreciates appreciative
appropriated appropriately appropriates approximate approximated approximates apter arch arching archived archives arcked arcking ardently
argue argued arise arising ascribe ascribed ascribes ascribing ashed ashing aside askew asserted asses assessed assesses assessments
assessor assets assignment assigns assistance assistants assisted assisting assorted assumed assumes assure assuring attached attack
attacked attacking attempted auction auctions audio audits auguster availing avenging aversion aversions avert averted averting avid
avoidable avoids await awaiting awake awhile backed backing backs bacon bailed bailing bails baiting baker bakes baking bale balled balling
balls band banding bandying banging banning bantering bard baring barking baron basked basking basks basses batch batching bathing batons
batter baying beach beading beads beady beaming beams bean beard bearding beast beater beating beckoning bedding beefing beetling beeves
beginnings behaving beholding beings beliefs belies believed believer believers bellowing bells belonged belongings belongs bending bequest
bequests beset besetting besieges bestowed bests bets betted bettered bettering betters betting bettor bewitching biassing bidding billing
billion billions billowing binding binned binning bitching bitter blabbing black blacking bland blanking blasts bleating blending blessing
blest blinding blink blinking block blocking blogging blogs blooding blooming blousing blueing blurring blurting blushing bluster blusters
boar boarders boards boars boast boasting bogging boggling bones booking bookings bookmarked bookmarks books booming boosting booth bordered
bordering borders boring borrowed botch botching bother bothers bought bound bout braced bracing bragging braid braiding brain braining
braise braised braising brake braking bran branding brands brandy breach bread breading breaking breasted breasting breathed breathing
breeding breezing brewing bribing bricking bride bridged bridges bridging bridle bridling briefest bright brimming brine brings brink briny
brisking broadcasted broadcasts broadest broiling broker bronzing brook brooking broom broth brothers bruising brushing budge buffering
buffeting buggiest builds built bullet bulletined bulletins bullets bully bummer bumming bumps bumpy bundling burbling burdening burping
burring burrowed bursting burying bused bushed bushing busies busiest businesses butter butting bypasses bypassing cabbing cable cabled
cabling caching cackled cackling cactuses cages caging cajoling caked cakes caking calculated calculates calculator calfs calked calking
calkings calks caller callings callus callused calluses callusing calmed calming calms camel cameo campuses canceling cancels cancer candle
candled candles candling candying caning cankered canning cantered cantering capping captions captured captures cared careful carefuller
cares caroling carolled carolling caroused carouses carousing carting carve cased cases casing casks caste casting castings castling casts
casually catcalled catcalling catching catchings catchy cater catering caucused caucuses caucusing caulking cautions caving cease ceasing
ceded cedes cello cells center centering centrally centrals chaffing chafing chaining chairing chalking champing chanced chances chancing
channeled channelled channelling channels chant chanted chanting chapping chapt charged charger charges charging charming charring chart
charting chase chasing chats chatting cheat cheated cheating checkers checks cheek cheeks cheeping cheeps cheer cheery chick chile chilling
chink chinking chinks chinning chipped chipping chirping chooses choosey choosier choosing choosy chopping chose chroming chuck chugging
churning cindered cindering circulate citation clack clacking clam clammed clams clan clanged clanging clank clanking clans clapping clarify
clashing clasping classic classics classifying classing classy clause clauses cleaning cleanly cleans clearing clears cleat cleave cleaving
cleft cleverly click clicking clinging clinical clink clinking clipping cloak cloaking clocking clocks clogging clogs cloister clone closer
closes closet closeted closeting clothing clotting clouding clouting clove clover clowning cluck clumping clumsier clustered clusters
clutter clutters coast coasting coasts coating coats cock codes coding coffined coffining coherence coined coining coked cokes coking
colander cold colds collected collector collects coloring colts comas combated combating combed combines combing combs comet comets comings
comma commandant commanded commandeer commandeers commanders commando commandoes commandos commas commence commencing commend commendation
commendations commended commending commends commented commenting comments commoner commons communed communes communicable communicated
communicates communicating communicative communing compacted compacting compacts compared compares compete competed competes compiled
compiling complementing completed completer completes completest complex complexes compute concealed concealing conceded conceding
conceiving concerting conciser conclude concreting concurring condemning cones conferences conferred conferring confide confided confidence
confides confined confining confirms conform conformed conforms conifer connotation conservation conserving considers consisted consists
consolidated consolidates constant constructions consumer contacted contacts contain contract contracts contrast controls convening
convergence converging conversing converting cooing cooking cooks cools cooperate cooperation cope copes coping copping cording cores coring
corking corks corning corrected correcter correctly corrector corrects corseting cosier costed costings costly costuming cots cottages
counters countess counties counting county coupled couples coursing court courting courts cove covered covering covers covert coves covet
coveting cower cowering cowing coyer crabbing crack cracked cracking crackled crackling cradling craft crafting cramp cramping crane craning
cranking cranks cranky crap crate crated crates crating craving crawling crazing creaked creaking creamed creaming crease creased creasing
creates creation creations creative creature credited crediting creeping cremate cremated cremates cremating crescent crest crested cresting
cretin cretins crevices crewing cribbing criminal cringing critic critically critics croaking crock crooking cropping crossing cruising
crushing crustier crusting culled culling culls culprits cunning curing currant currants currency currents custom customary customs cutting
cuttings cysts dabbing daft dallying damaged damages damning dampened dampening dangling daring darning darting databases dated dates dating
daunting dawdling dawning deader deadlier deadline deals dealt dearly debriefing debriefs debugs debut decadent decades decayed decaying
decease deceased deceases deceasing deceived deceives decent deception decided decides decimated declarations declares declines declining
decode decoding decoration decoyed decoying decreased decreases decree decrees decried dedicate dedicates deduce deducing deducted deducting
deduction dedup deeded deeding deeds deems deepening deeps defeated defecate defecated defected defecting defiling defined defining definite
deflated deflating deflect deflected deflection deflects deformed degenerate degrade degraded degrades degrading deigning deject dejected
dejection delayed delaying delegated delegates deleted deletes deleting deletion delicate demented demerits demoted demotes denigrate denote
denoting denounce denounced departing depending depicted depiction deplete depleted depletes depleting deplore deplored deplores deploring
deploys deport deporting deposed deposing depreciate deputies derailing derails deride derision derive described describes describing
deserted deserter deserters deserting deserts deserve deserved deserving designated designates designed designing desires desisted desisting
desolated desolation destined detached detail detailed detained detaining detains detect detecting detective detector detects detention
detentions determines deterred deterring detested detracted deviated devices devious devolution devolved devolving devote diagnosed
diagnoses diagnosis dials differed difference differently differing digested digests dill dilution dingiest dining dinned dinning dipping
direct directed directer direction directly directors directory directs direst discarded discards discolored discord discords discover
discoveries discovers discovery dished dismissal dismissed dismisses displace displayed displays disusing ditching dive diversion diverting
divest diving divining documented documents doers dogging dolefully doles doling dolled dolling domains domes dominate dominated dominates
doming dopes doping dose doses dosing dotes doting doubled doubles doubly doves downgraded downgrades downs downy doze dozed dozens dozes
dozing drafting drafts drafty dragging drains drank draping drawing drawling drawn dread dreading dreaming dribble drift drilling drills
drily drinking dripping drivel driven driver drives driving droll drone droning drooling droop drooping droppings drops drove drown drowning
drowsing drugging duded dudes duding dully dumping dumpling duped dupes duping duplicated duplicity dustiest dusty dwell dwelling dying each
earliest early earthier earthlier easterly eater eating eave edict edits educated eery effect effected effecting effects eighteens
eighteenth eighth eighties eights either eject ejected ejection elected election elective electives elects elevated elevates elevator
elevens eleventh emailing emails embarking emerge emerged emergence emergent emerging employed employing employment emulated enable enclosed
enclosing encoring encumbers endearing ending enduring enforced engender engendering engine engineered engineers engines enlisted enlists
enrolled enrolling ensure ensuring entailed enters enticing entrusted entrusts enumerated enumerates equality erect erected erecting
erection escalated escalates escalation escalator escapade escorted essaying established establishes estate estimated estimates etch etching
etchings eternal ether evacuate evacuated evacuates evacuation evacuations evaluated evaluates evaluating evaluations even evenings evens
events eventual eventuality ever evermore evoke evolution evolved evolving exaltation examined examiner examiners examines excavate
excavating excerpts exchange exchanged exchanges exchanging excise exclaimed exclaims excommunicate excommunication excommunications excused
excuses executed executes executing execution executions executor exempted exercised exercises exert exerting exerts expect expects
expending experimenting expertise expertly explained explains export exporting exports externally externals fable facet faction factions
facts factual factually failings failure fainting fairs fakes faking falling falls falser fanning fateful fates father fatter faulting
favors feeding feeds feels fellow fells fence fending festered festering fetching fetich fetter fettering fever fictions fiddling field
fielding fiend fiendish fifteens fifteenth fifth fight figure figures filching filed files filet filling fills filly filming finality finds
fined finer fines fingered fining finished finishes fired fires firing firs firsts fished fissures fist fists fiver fives fixing fizzling
flagging flags flail flailed flailing flails flanking flapping flattest flavor fleecing fleeing fleeting flesh flicking fling flinging
flipping flips flits flock flocking flogging flogs flooding flooring flopping floss flossing flour flower flowering flowing flushing fluster
flusters fogging foiled foiling foils foisting folder folds folk folksy followed follower followings follows folly foment fond fonder
fondling foray forded fording foresting forewarn foreword forfeiting forge forged forger forgery forges forgets forgoing forgot forking
forks form formally formals format formatting formed former fort forte forth forts forwarded forwarder forwards foster fought foundered
foundering founding founds fount fountain fountains founts fours fourteens fourteenth fourth foxed foxes fraction fractions frail frank
franking freaking freed freer frees frequent frequents fretting fright frill fringing frostier frosting frothing fudge fulls functionally
fund furrowed fused gabbing gable gage gages gain gaining galled galling galls gamed gamer games ganging gangling garb garbing garbling
garments gasoline gasses gassing gates gathered gathers gauged gauges gauze gazetting geeing genera general generals generated generates
generator gentling gently gentry gents gestured ghosting gibing gigging giggling ginned ginning given gives glade glancing glassing gleaming
glean gleaning glide gloss glossing glove glower glowering glutting gmail gobbing golds goner gong goods goody gores goring gouge grabs
grace graced graceful gracing graded grader grades grading graft grafting grain grand granting grape grapes graphics graphing grappling
grasping grassing grate gratefully grates grating grave graving graying graze grazing greasing greats greed greens greet greeting grief
griefs grieving grill grilling grinding grinning gripping gritting groom groping ground grouping growling grubbing grunting guest guesting
guests guided guides guild guile guise gully gunning gushed gushing gutting hacked hacking haggling hailed hailing hails haling hall halls
halo halve halving hampered hampering handcuff handier handiest handled handler handlers hands handsomer handy hanged hanging hangings
hangover hangovers happenings hard hardened hardening hardline hare haring harking harmfully harrowed hassling hastened hastening hatch
hatching hateful hatefully hates hating hats hauling haunting haven haves haying hazing head header heading headings heady heals health
heaps hear hears heart heartier heating heats heave heaving heeded heeding heeds heel height heighten heir hell hellos helms helpfully helps
herd herds heresy highs hiking hilts hindered hindering hinging hinting hints hipped hipping hissed hissing historic hitching hither hiving
hoard hoarders hoarding hoeing hogging hoisting hole holed holes holing hollow hollowing homes homing hone hones honing honking hooding
hoods hooking hooks hooping hoped hopeful hopefuls hopes hopping hording hose hoses hosing hostages hosted hosting hosts hound hounding
hover hovering huddling huger humping hundredth hundredths hungered hunting hurdling hurling hurrying hurtling hushed hushing huskiness
hustling hyphened hyphening hypothetical idea ideal ideals identifier identifiers identifies identities imaged imagines imaging imitate
impaired impairing impaled impaling impart imparted impartial imparting imparts impasses impassive impeached impeaching impending implanted
implanting implants implicate implicates imply implying imported importing impossible impossibly improbably improper improperly improvements
inaction inactive inappropriate incense incidence incidences incidental incidentals incited inclined inclosed inclosing included includes
incoming incomplete incorrect increased increases incurred incurring indebted indefinitely indent indented indents indexed indicated
indicted indifferent indorsed inducing inert infected infecting inference inferred infested infinitely infirm inflamed inflated informal
informally informer informers informs ingested initial initialed initials initiated initiates initiative initiator injected inking inning
innovation inputting inquests inscribe inscribes inscribing insect insecurity inserted inserts insider insights insist insistent inspected
inspector inspects instal installed installs instals instigate instigating instigation instill instills instructing instruction instructors
insulated insulted insure integral inter intern internally internals interne interned internes internet interning interns interring interval
intervals intimate introspective intrust intrusts inversion invert inverting invested investigated investigates investigations investigator
invited invoiced invoked involve involves irate isolate isolates isolation issued issuing itching iteration iterations jabbing jacked
jacking jailed jailing jails jangling jaunting jells jetting jigging jiggling jogging joins joint joke joker jokes jollying jostling joyed
joying judged judges jumbling jumps jumpy juster justices justified juts jutting keeling keels keening keens kicks killing killings kills
kinda kindle kindling kinds kinked kinking kissed kissing knack kneading kneed kneeling knight knocking knocks knotting knowledge knows lace
lack lacked lacking lading ladling lads lager lagging lakes laments lamer lamest lancing landing landings lapping larking laser lasses lasts
latch latching latent latex lathe lather lathing latter launched launcher launches laxer laxest layer layering laying lays leach leaded
leaden leaders leafing leafs leaguing leaking leaks lean leaner leaning leans leaping leaps learning lease leased leashing leasing least
leaved leaves leaving leering lefts legging leggings legion legions lending lends letter lettering letting levee levees leveling lever
levering levers lewder liaisons licked licking lifeline light lighten liked liken liker likes linearly lined linen liner lines linger
linking links lists liter litigation lived lively liven livening liver lives living loader loading loads loathing lobes locate locates lock
locking locks lodger lodging lodgings logger login loins loitering lolled lolling lonely longed longing longings longs looming looms loons
looping loops loose looses loosing looting loots lopes loping lopping lorries lorry loser losers losses lots lounging louse louses loved
lover loves loving lowed lowers lowing lucks lucky lugging lumbers lumping lunch luring luster macing magically mail mailed mailing mails
maintain majors maker makes mall malls manage managed managers manages manger mangling mangy manly manning manor mantling manually manuals
mapping marbling marching marketing markings marks marring marrying marsh martial masked masking masks massage massaged massages massed
masses massing massively master match matching maternal mates mating matrices matrixes matte matted mattered matters mattes maybes mayor
measlier mechanical mediate mediated medicate medicated medicates meditated meetings mellowing melting member memos mend mending mention
mentions mentored mentoring mere merger merges merit meriting messages messed messing metering meting metric metro midway mien mighty miking
militate militated militating milling millionth millionths mince minds mined miner mines minions minors minuet minuets minuses minuted
minuter minutest misled misprint misses missions missive missives misted misting mists misused misusing mitigates mixed mixes moaning mocks
moderate moderation modes modestly moist molded molding moldings molds moles moments momentum monitors months monument mooing mooning mopes
moping mopping morally mornings mortally moth mother mothers motioned motivate motivated motivating motivation motored motoring mound
mounding mount mountains mounting mounts mourning moussing mouth mouthing moved movement mover movers movie movies mower mowing muggiest
mulch munch mused mushed mushing musically mussed mussing mustered musters mustier musts musty mutating muter mutilate mutilated mutilating
mutilation mutter mutually mystifies nabbing nailing nails named names napping narrated narrow narrower narrowest narrowly narrows naught
nearby neatly necessarily necessity neckline needing needled needy nerve nerves nether netting nettling networked networks neutering newer
newsy newts nicer nicety niche nicked nicking niece nifty nigh nights nines nineteens nineteenth nineties nipping nites nitrate nodes noes
nominal nominated nominates nominative nominee nooks noose normality noses nosing notation notching noted nothings notices noticing notified
nought novice nuder nudge nuggets nuisance nullifies number numbered numbness numerate nutting object objected objector objectors observant
observations observes obsessing obstructions occupying occurred odes offering office officers offices officials officiate oiling okays olive
oncoming onsets opener openings opens operated operates operatic operating operational operative operatives operator operators opposing
oration orations ordaining order ordered ordering orderly otter otters ounce ours ouster outdated outgoing outrage outraged outrages
outstandingly overate overdone overdrew overgrew overlie overlies overrate overs overt overtone owned owners pace pacified pacifier pacifies
pacifism pacifist packed packing paddling paged pager pages pails paining paint painting palace palatial palled palling palls pandered
pandering paneled paneling panelled panelling panned panning pans panted panting pants parading paralysis paralyze parceled parcelled
parcelling parch parching parents parking parroted parses parsing parson partially partials particle parting partisan partizan passable
passages passed passer passions passive passives pasta paste pasted pastes pasting pasts pasty patching patchy patents paternal pates path
patients pats patter patting paunch pause paused pauses pausing pavements paving pawning paying payment pays peace peach pease peddling
peeping peeps pence penetrate penned penning pensioned peopled peoples pepping percents performed performer performs perilous perishing
permitting peroxide peroxided persistent persona personal persons perverting pestered pestering petering petting petty phased phases phoned
phones phoney phony phrase picked picket picking pickling picks picky piddling pigging pigments piling pilling pillowing pimply pined pining
pinioned pinked pinking pinning pinpoint pinpoints pint pipeline pitch pitching pitting placated placed places placing plaguing plaice plain
plains plane planes planing plank planking planks plant planting plants plate platformed platforms plating playback playing plead pleading
pleads pleas pleased pleases pleasing pleasure pleating plopping plotting ploys pluck plugging plumbers plumping plunging plush plying
pockmark points poked poking poles polled polling pollution ponder pondered pondering popping porpoise porpoised ported porting posed poses
posing position positively positives possibles poster posting posts postured potentially pots potted potting pouching pound pounding pours
pouted powdered powdering power powering praise praised praising prancing prank prawning prays preach precious predicated prediction preen
prefers prepared prepares prescribe preserves presided pressing presume presumed presumes pretence pretended pretender pretends pretense
preventing preview previews prick pricking prided primarily print printing probable probables probes procedural procedures process
processing procure prodded prods produced producer producers produces producing product productions productive products profess professing
profiled profited programs progressed progresses progression progressions progressive projected projection promised promoted promotes
prompted prompter prone prong proofed propel propels properer property proposals proposes propped propping prosper prospers protection proud
provable provably proved provider provides province provoked prowess prowlers prowling publicity published publisher publishes pulls pumping
punching punished punishing punitive punned punning punting pure puree purged purges purposed purposing purse pursuing pusher pushes pushy
pusses puttering puttying quack quacking quailing quainter qualified qualifier qualifiers qualities quality quantify quartered quarterly
quarters quartet quartets quashing quests queued queues quiet quipping quirk quit quits quitting quote raced races racing rack racked
racking radiance radically radioing radios radium radiuses raft rafter rages raging raided raiding railed railing railings rails rain rained
raining rains raises raisin raisins rakes raking rally rallying ramps ranching ranging rank ranking rankling ranted ranting rants rapes
raping rapping rapture raptures rares rasping raster rated rather rating rats ravening raves raving ravished ravishing razes reaching react
reacted reacting reaction reactions reactive reader readership readings readjust reads readying reallocate realm reals realty reaming reams
reap reaping reappear reappears rearing reasoned reasons rebate rebating rebind rebooted rebuking recalled recalling recant recaps recapture
receding recenter recently recessed recessing recharge reclaimed reclaims reclamation recline reclined reclines reclining recollect
recompensed recompile reconciled reconciles reconsider reconsidered reconsidering recorded recorder recording records recounting recounts
recouping recover recoveries recovers recovery recreate recreated recreating rector recurrent recurring reddening rediscovered redoing
reduced reduces reduction reeds reefing reelect reelected reelects refer referred referring refining reflected reflector reflects reformed
reforming refrained refraining refrains refreshed refreshes refuge refused refuses refusing refute refuting regaining regal regaling
regarded regenerate regent regimens regional registered registers registrar registry regress regressing rehearse rehearsed rehearsing reigns
rein reindeer reining reis rejecting rejection rejects rejoinder rejoining relapsed relapsing relate related relating relaxed relaxing
relayed relaying releases relegate relegated relegates relegating relent relented relenting relieve relieved relieves religion religions
relinquished relinquishes relive relives reloaded reloading relocate relocated remainder remainders remained remaking remarked remarking
remarks remembered remembers reminded reminders reminding reminds remote removed removes removing renaming render rendered rendering rending
renews renounce renounced renting reopened reopens repairing repaying repayments repealed repealing repeals repeat repeated repeating repent
repented repenting repents repleting replicate replicates replying reported reporter reports reposed reposing reproduce reproduction
reproving republic reputing requested required requires rereading reschedule rescheduled rescuing research resent resented resenting
reservation reserve reserved reserves reserving resets resetting residing resigned resigning resins resistant resisted resisting resistor
resolute resolutions resolver resolves resort resorted resorting resource respected respects respond responded responds response responses
restarted restarting restarts rested resting restore restores restrain rests resulted resulting resumed resumes resuming resurface
resurfaces retailing retails retained retaining retarded retarding retch retching retention reticent retired retiring retort retorted
retorting retraced retreats retrospecting retrospectively retrospectives retry returns reunions reuse reusing revealed revealing revel
reveling revelling revels revenge revenged revenges revenging revenues revere revered reverent revering reversed reversing reversion
reverted reverts revery reviewed reviewer reviews revile revise revising revived revives revoked revokes revolted revolting revolution
revolutions revolve revolved revolver revolves revolving rewarding rewind rewrites rewritten ribbing ridding riddling ridge ridging rigging
rights riles riling ringing rings rinsing ripening ripping rise rising rite rites riveting rivetting roach roasting robbing robes robot
robuster rocking roes roller rolls romping rooking rooks rooms roomy roost rooster roosters roosting rooter roots ropes roping roses rosier
rosters rotated rotates rote round rounding router routing rubbing ruing ruining ruins rules ruminate rummer rumpling rundowns runes rungs
runts rushed rushing rutting sack sacked sacking saddling safer safes sage sages sailed sailing sails sale salients salting salve salved
sames sanction sanctions sand sanding sands sapping saturation saved saver saves saving savor savvying sawing sayings scabbing scald
scalding scaled scales scalp scalping scaly scanning scanting scare scarfing scaring scarring scenting scheduler schedules schemers scolding
scooting scoped scopes score scorning scouting scrabble scram scramble scrape scraping scrapping scraps scratched scratches scratchy
screamed screaming screwing scribbled scribbles scribbling scripted scripting scripts scrolled scrolling scrubbing scuff scything seams
searched searches searing season seating seceding secondarily seconded secondly sectioned sections secured securely securing sedating seduce
seducing seed seeded seeding seedling seeds seeking seeks seeming seeping seeps sees seething selected selection selector selects sells
selves semen sending sends sentry separated separately separates separator serenity series seriously served server servers serviced servile
serving settable setter settings settling sevens seventeens seventeenth seventh sevenths seventies sever severed severely severer severest
severing severs sewing sexing shack shade shading shaft shafting shake shame shape shaping shard shared shareholder shareholders shares
sharing shark sharking sharp sharpened sharpening sharpens sharping shave shaving shawl sheen sheering sheers shell shifting shifts shifty
shining shinning shire shirking shirt shirting shone shoon shoot shopped shopping shore shorn shorted shorting shorts shot shoulder shout
showering shown shows showy shrimped shrimping shrinking shunning shunt shunting shuts shutting shying sick sicked sicking sided sideline
sides sidle sift sight signed signing signs sill simmer simple simplify simulate simulates simulation simulator sine sing singe singing
sinking sinned sinning sipped sipping sited sites sitting situated situating situations sixes sixteens sixteenth sixth skate skating
sketching skidding skill skimping skinning skipped skipping skirting skying slabbing slacking slacks slanting slapping slate slated slating
slave slaying slays sledding sleeking sleeping sleeting slick slicking slide slinging slink slinking slipped slipping slitting slogging
slogs slope slopping sloshing slotted slotting slovenly slower slows slugging slumbers slummer slumping smack smacking smalls smart smarted
smarting smarts smell smelting smirking smite smock smoothing smothers smuggest snack snacking snailed snailing snapping snare snaring
snarling snatching sneering sneezing snide sniping snipped snipping snitch snitching snore snort snorted snorting snuff snuggest soaring
sobering soggiest solaced soldered soldering sole soled soles soloed solutions solves solving someones somethings soothing sopping sore
sorriest sorrowed sort sorting sought sounding sounds sourced sources sours spading spanking spanning spare sparing sparking sparring spate
spatted spatting spawning spaying spays specific specious sped speeding speeds speedy spend spending spewed spicing spied spiking spill
spilling spine spins spite spiting spitted spitting splint splinting sponging spooking spoon spooning spore sport sported sporting spottier
spotting spouted spraining spraying spreading spreed spreeing spring springing sprinted sprinter sprinting sprints sprouted sprouting
spurious spurning spurting spying squatter stabbing stabilize stabilizes stabled stabler stables stablest stabling stack stacking staff
staffing stag staged stages staging stags staid staining stake stakes staking stale staling stalk stalking stall stalling stamping stanching
standbys standings standoff stank staple stapling star starch starched starching stare stared stares staring stark starlight starred
starring stars starter starters startled startles startling starved starving stated statements stater states statesmen stating station
statue statues statures statuses statutes stave staving staying stays stealing stealthy steam steaming steams steeling steep steeping steeps
steering stemming stems sterilized sterling stewing stews sticking sticks sticky stiff stilling stills stimulate stimulated stimulates
stinging stink stinking stinting stipulated stirring stitch stitching stock stoke stole stomp stomping stone stoning stony stoop stooping
stopping stops stored stores storey storing stork storm storming stormy stove straighten straighter straights straining strait strand
stranding strands strap strapping stratums strawing straying striding striking string stringing striping stripped stripping stript striving
strolled strolling stuck studding stuffs stuffy stumping stunning stunting sturdy suave subjected subjects submarine subscribe subscribed
subscriber subscribes successful suckering suctions sued sufferings sufficing suffixing suggester suggesting suggestive suitable suite
summaries summarily summarized summarizes summed summered summering summers summoned summons sundae sundown sundowns sundry sunning supplied
supplying supported supporter supporting supports supposed supposes surer surfaced surge survives suspected suspects swabbing swamp swapping
swaps swarming swathing swatting swaying sways sweating sweeping swell swelling swerve swerves swift swigging swill swilling swinging
swiping swirling swish swished swishing switched switcher switches swoon swore synapses synopses syringing tabbing table tack tacked tacking
tackling tacks tailed tailing tails tainting taken takers talented tales talker talking talks tallying tamer tames taming tangling tangoing
tank tanker tanking tanks tanning taper tapes taping tapping tarring tart tarts tasked tasking tasting taught taunting taxes taxing teach
teaching teaks tears teas teat teats technically technician teeing teems teetering teething tempered tendered tendering tending terms
terraced terror terrors testable testifies tests texts thanking thatching thee theirs theme thence theoretical thereby theses thick thickest
thicket thickets thigh thin thinkers thinning thins thirsty thirteens thirteenth thirties thong thongs thorough those though thoughts thous
thousandth thousandths threaded threading threads threat threes threw thuds thugs thumping thundered tick ticked ticketed tickets ticking
tickling tide tided tight tighten tiled tiling tilling tills timed timelier timer times timezone ting tinging tings tinkling tinned tinning
tinting tipping tired tissue tissues toasting tolerate tolled tolling tolls tomes tomorrows tonal tones tonguing topping tore totality
totalled totals totes toting tours toweling tower towering trace traces tracing tracks tract traction trade traded trading tradition
traffics trailing train training tramp tramping transaction transfers transform transforming transiting transitional transitioned
transitions transitive translation trapping trappings trashing trawling tread treading treason treated treating treats treaty tree trekking
trending trialing triangle trick tricked tricking trickled trickling tried trifling triggered triggers trill trilling trillion trillions
trimming tripling tripping trite troll trolled trolling trooping trough trouping truck trucked trucking trudging trumping trunking tucking
tumblers tuning turfing turned turns tusks twanging tweaking tweeting twelves twigging twinging twining twinkling twinning twirling twitch
twitching tying udder ultimate unaffected unassigned unassuming unavailable unbecoming unbroken unchanged unconfirmed uncovered undergoing
underlain underlay underlays underline underlining understands understate understated undertook underwear undetected undress unfailing
unfolded unfolding ungrateful unhealthy unhelpful unhooks unidentified uniformed uninformed unity unkindly unmitigated unnecessary unnoticed
unofficial unresolved unsaying unscheduled unset unsigned unsolved unstable unsuccessfully untie untiring untruest unusable unwanted
unwilling unwrapping unwritten upbringing upending upgraded upgrades upholding upsetting upstanding upstarted upstarting upstarts upturned
upturning urge urgency urns usable usages user uses ushers uttering vacation vacations vagrants vanning variants vastly veins vending
veneering venerate venerated venerates vent venturing verge verged verging versions vertices verve vetting viced vices videos views violated
voice voids volition voltages volunteered volunteers votes voting waddling wafted wafting wafts wages wailed wailing wails waist waited
waits waiving waked waken wakes waking walled walling wallowing walls waltzing wander wandered wanderer wandering wands waned wanes waning
wantoned wantoning warp warping warrant warranted warranties warranty warrens warts washed washing wasted wasting watchdog water watering
watts waving wealthy weave weeded weeding weeds weeing weeks weeping weeps weer weight weighty welcomes welcoming welling wells weltering
wetter wetting whacking whale whatever wheat wheels whence whereby wherever whets whetting whiled whiles whine whining whipped whipping
whirling whisking white whites whoever wholes whooping whore wicked wicket width wield wielding wigging wiggling willingly wills wilting
wince winch winching winging winking winner winning wintered wintering winters wintery wintrier wishes witch witching withdrawal withdrawn
withdraws withdrew woks wonders word wordiest wording wordings words workings worlds worming worms worried worry worrying worsting worthies
woulds wound wounder wrappings wraps wrapt wreaking wreathed wreathing wrecking wrest wresting wright wring wringing writ writer writers
writhe writhes writhing writing writings writs wronging wrongs wrung yacked yacking yapping yearlies yearly yearn years yellowing yells
yesterdays yields yoked yoking yolks yonder yours yourselves zeros zillion zillions zincking zipping zones zooms
`
  .trim()
  .split(/\s+/);
