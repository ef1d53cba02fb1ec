;; Resource, ARNs by segment
;;
;; Patterns over the resource's ARN, letter case counts, `*` any run and `?` one character
;; (IAM/reference_policies_elements_resource). Which colons a wildcard can cross is where AWS's pages and
;; AWS's behaviour part:
;;
;; | pattern | reading |
;; | --- | --- |
;; | six segments or more | each of the first five matches within its segment, the sixth takes the rest of the text, colons too. AWS's published CheckNoNewAccess samples need it so; the page says otherwise: assumption `arn-wildcard-crosses-colon` |
;; | begins with `arn:`, has fewer | filled up with `*`, or a wildcard crosses colons: the union |
;; | anything else, such as `*` | the whole text |
;;
;; Encoded: `resource is arn` says that the text has six segments, and there is one `String` for each. A
;; pattern is a conjunction of tests on short texts. Segments that every test lets pass have no constant.
;; Exact, with one thought: segments one to five hold no colon, yet nothing says so here. No template of a
;; segment mentions a colon, so a colon in a model is any other unmentioned character, and is read off as one.
;; Where a segment is compared with another text (a variable) the colons are excluded by assertion, in
;; `in-segment`: see attribute-equality.smt2. Where a test needs the whole text with wildcards before the
;; sixth segment, putting segments together would be slow, and there all tests are regular expressions over
;; the whole text, `*` inside a segment being `(re.* in-segment)`.

(set-logic ALL)

;; policy objects
;;   {"Resource": "arn:aws:s3:::example-bucket/*"}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(assert (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "example-bucket/") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of objects
;;   {"resource": "arn:aws:s3:::example-bucket/key"} => true
;;   {"resource": "arn:aws:s3:::example-bucket/"} => true
;;   {"resource": "arn:aws:s3:::example-bucket/a:b/c"} => true
;;   {"resource": "arn:aws:s3:::example-bucket"} => false
;;   {"resource": "arn:aws:s3:::Example-bucket/key"} => false
;;   {"resource": "arn:aws-cn:s3:::example-bucket/key"} => false
;;   {"resource": "*"} => false

;; policy tables
;;   {"Resource": "arn:aws:dynamodb:*:111122223333:table/prod-?"}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(assert (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb") (= |resource segment 5| "111122223333") (str.in_re |resource segment 6| (re.++ (str.to_re "table/prod-") re.allchar))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of tables
;;   {"resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/prod-1"} => true
;;   {"resource": "arn:aws:dynamodb::111122223333:table/prod-1"} => true
;;   {"resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/prod-12"} => false
;;   {"resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/prod-"} => false
;;   {"resource": "arn:aws:dynamodb:eu-west-1:444455556666:x:111122223333:table/prod-1"} => false

;; policy tables-crossing, under arn-wildcard-crosses-colon=crosses
;;   {"Resource": "arn:aws:dynamodb:*:111122223333:table/prod-?"}
;; emits
(push 1)
(declare-const resource String)
(assert (str.in_re resource (re.++ (str.to_re "arn:aws:dynamodb:") re.all (str.to_re ":111122223333:table/prod-") re.allchar)))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of tables-crossing
;;   {"resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/prod-1"} => true
;;   {"resource": "arn:aws:dynamodb:eu-west-1:444455556666:x:111122223333:table/prod-1"} => true
;;   {"resource": "arn:aws:dynamodb:111122223333:table/prod-1"} => false

;; AWS's golden table for `*` on the Resource page.

;; policy path
;;   {"Resource": "arn:aws:s3:::bkt/*/test/*"}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(assert (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "bkt/") re.all (str.to_re "/test/") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of path
;;   {"resource": "arn:aws:s3:::bkt/1/test/object.jpg"} => true
;;   {"resource": "arn:aws:s3:::bkt/1/2/test/object.jpg"} => true
;;   {"resource": "arn:aws:s3:::bkt/1///test///object.jpg"} => true
;;   {"resource": "arn:aws:s3:::bkt/1/test/.jpg"} => true
;;   {"resource": "arn:aws:s3:::bkt//test/object.jpg"} => true
;;   {"resource": "arn:aws:s3:::bkt/1/test/"} => true
;;   {"resource": "arn:aws:s3:::bkt/1-test/object.jpg"} => false
;;   {"resource": "arn:aws:s3:::bkt/test/object.jpg"} => false
;;   {"resource": "arn:aws:s3:::bkt/1/2/test.jpg"} => false

;; policy short
;;   {"Resource": "arn:aws:dynamodb:*:table/prod-*"}
;; emits
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const resource String)
(assert (or (str.in_re resource (re.++ (str.to_re "arn:aws:dynamodb:") (re.* in-segment) (str.to_re ":table/prod-") (re.* in-segment) (str.to_re ":") re.all)) (str.in_re resource (re.++ (str.to_re "arn:aws:dynamodb:") re.all (str.to_re ":table/prod-") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of short
;;   {"resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/prod-1"} => true
;;   {"resource": "arn:aws:dynamodb:eu-west-1:table/prod-1:x"} => true
;;   {"resource": "arn:aws:dynamodb:eu-west-1:111122223333:index/prod-1"} => false

;; policy everything
;;   {"Resource": "*", "Condition": {"Null": {"aws:referer": "true"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(assert (not |aws:referer present|))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy one-region
;;   {"Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/prod-?"}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(assert (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb") (= |resource segment 4| "eu-west-1") (= |resource segment 5| "111122223333") (str.in_re |resource segment 6| (re.++ (str.to_re "table/prod-") re.allchar))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy all-of-dynamodb
;;   {"Resource": "arn:aws:dynamodb:*"}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const resource String)
(assert (or (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb")) (ite |resource is arn| (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb")) (str.in_re resource (re.++ (str.to_re "arn:aws:dynamodb:") re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law a-region-is-in-all-regions: one-region and not tables, expect unsat
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(assert (and (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb") (= |resource segment 4| "eu-west-1") (= |resource segment 5| "111122223333") (str.in_re |resource segment 6| (re.++ (str.to_re "table/prod-") re.allchar))) (not (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb") (= |resource segment 5| "111122223333") (str.in_re |resource segment 6| (re.++ (str.to_re "table/prod-") re.allchar))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law and-there-are-others: tables and not one-region, expect sat
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |resource segment 4| String)
(assert (and (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb") (= |resource segment 5| "111122223333") (str.in_re |resource segment 6| (re.++ (str.to_re "table/prod-") re.allchar))) (not (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb") (= |resource segment 4| "eu-west-1") (= |resource segment 5| "111122223333") (str.in_re |resource segment 6| (re.++ (str.to_re "table/prod-") re.allchar))))))
(set-info :status sat)
(check-sat)
(pop 1)
;; law six-segments-lie-in-three: tables and not all-of-dynamodb, expect unsat
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const resource String)
(assert (and (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb") (= |resource segment 5| "111122223333") (str.in_re |resource segment 6| (re.++ (str.to_re "table/prod-") re.allchar))) (not (or (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb")) (ite |resource is arn| (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb")) (str.in_re resource (re.++ (str.to_re "arn:aws:dynamodb:") re.all)))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law tables-are-in-the-short-form: one-region and not short, expect unsat
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const resource String)
(assert (and (str.in_re resource (re.++ (str.to_re "arn:aws:dynamodb:eu-west-1:111122223333:table/prod-") re.allchar)) (not (or (str.in_re resource (re.++ (str.to_re "arn:aws:dynamodb:") (re.* in-segment) (str.to_re ":table/prod-") (re.* in-segment) (str.to_re ":") re.all)) (str.in_re resource (re.++ (str.to_re "arn:aws:dynamodb:") re.all (str.to_re ":table/prod-") re.all))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law services-are-apart: objects and all-of-dynamodb, expect unsat
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const resource String)
(assert (and (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "example-bucket/") re.all))) (or (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb")) (ite |resource is arn| (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb")) (str.in_re resource (re.++ (str.to_re "arn:aws:dynamodb:") re.all))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law crossing-is-wider: one-region and not tables, under arn-wildcard-crosses-colon=crosses, expect unsat
(push 1)
(declare-const resource String)
(assert (and (str.in_re resource (re.++ (str.to_re "arn:aws:dynamodb:eu-west-1:111122223333:table/prod-") re.allchar)) (not (str.in_re resource (re.++ (str.to_re "arn:aws:dynamodb:") re.all (str.to_re ":111122223333:table/prod-") re.allchar)))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; Characters beyond U+2FFFF are open, each test by itself.

;; policy beyond
;;   {"Action": "s3:*", "Resource": "arn:aws:s3:::b/𰀀"}
;; emits
;;   wider: `b/𰀀`, with a character beyond those of SMT-LIB
(push 1)
(declare-const action String)
(declare-const |open: `b/_`, with a character beyond those of SMT-LIB of resource in segments arn:aws:s3:::b/_ (1)| Bool)
(assert (and (str.in_re action (re.++ (str.to_re "s3:") re.all)) |open: `b/_`, with a character beyond those of SMT-LIB of resource in segments arn:aws:s3:::b/_ (1)|))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy beyond-2
;;   {"Action": "s3:*", "Resource": "arn:aws:sqs:::b/𰀀"}
;; emits
;;   wider: `b/𰀀`, with a character beyond those of SMT-LIB
(push 1)
(declare-const action String)
(declare-const |open: `b/_`, with a character beyond those of SMT-LIB of resource in segments arn:aws:sqs:::b/_ (1)| Bool)
(assert (and (str.in_re action (re.++ (str.to_re "s3:") re.all)) |open: `b/_`, with a character beyond those of SMT-LIB of resource in segments arn:aws:sqs:::b/_ (1)|))
(set-info :status sat)
(check-sat)
(pop 1)

;; law two-open-resources: beyond and not beyond-2, expect sat
(push 1)
(declare-const action String)
(declare-const |open: `b/_`, with a character beyond those of SMT-LIB of resource in segments arn:aws:s3:::b/_ (1)| Bool)
(declare-const |open: `b/_`, with a character beyond those of SMT-LIB of resource in segments arn:aws:sqs:::b/_ (2)| Bool)
(define-fun term-1 () Bool (str.in_re action (re.++ (str.to_re "s3:") re.all)))
(assert (and term-1 |open: `b/_`, with a character beyond those of SMT-LIB of resource in segments arn:aws:s3:::b/_ (1)| (not (and term-1 |open: `b/_`, with a character beyond those of SMT-LIB of resource in segments arn:aws:sqs:::b/_ (2)|))))
(set-info :status sat)
(check-sat)
(pop 1)
